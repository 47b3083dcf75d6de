// What the window does beside Chainlit's own page.
import { MAIN } from './access.js'
import './comment.js'
import { copyClean } from './copy.js'
import './export.js'
import './keys.js'
import './library.js'
import './waiting.js'
import { place, say } from './wording.js'

// Until somebody chooses, light or dark is as the system has it. Chainlit's own default is dark for everybody.
// Runs before Chainlit does, which reads its choice from the same place.
localStorage.setItem('vite-ui-theme', localStorage.getItem('vite-ui-theme') ?? 'system')

// ---- who signs in can sign out; on the user's own machine nobody does ----
fetch('/auth/config')
  .then((answer) => answer.json())
  .then(({ passwordAuth }) => document.documentElement.classList.toggle('signs-in', passwordAuth))

// ---- the conversation's own address, by which a reload finds it ----
// Chainlit goes there from its sidebar, which a phone does not show.
addEventListener('message', ({ source, data }) => {
  if (source !== window || !/^[\da-f-]{36}$/.test(data?.conversation)) return
  setTimeout(() => {
    if (location.pathname === '/') history.replaceState(history.state, '', `/thread/${data.conversation}`)
  }, 500)
})

// ---- chips: Chainlit's own links, which name nothing, show nothing and do not know whether they are open ----
const CHIP = 'a.element-link'
const OPENER = `${CHIP}, [data-opens]` // what opens the panel
const PANEL = 'figure.footnote-source, section.footnote-documents'
const PHONE = matchMedia('(max-width: 767px)')

// The citation that a chip opens; Chainlit keeps it in the component, and nowhere in the page.
function citationOf(chip) {
  const key = Object.keys(chip).find((name) => name.startsWith('__reactFiber$'))
  for (let fiber = chip[key], up = 0; fiber && up < 8; fiber = fiber.return, up += 1) {
    const { citations, place } = fiber.memoizedProps?.element?.props ?? {}
    if (citations) return citations[place]
  }
  return undefined
}

copyClean(citationOf)

function name(chip) {
  const citation = citationOf(chip)
  if (citation) chip.setAttribute('aria-label', say('citation', { number: String(citation.number), quote: shortened(citation.quote, 160) }))
}

function shortened(text, longest) {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, line.lastIndexOf(' ', longest))} …` : line
}

// ---- the quote at a glance: while the mouse or the focus rests on a chip ----
const card = document.createElement('div')
card.id = 'footnote-card'
card.role = 'tooltip'
card.hidden = true

function glance(chip) {
  const citation = citationOf(chip)
  if (!citation) return
  const [quote, source] = [document.createElement('q'), document.createElement('cite')]
  quote.textContent = shortened(citation.quote, 320)
  source.textContent = `${citation.title}, ${place(citation.place)}`
  card.replaceChildren(quote, source)
  name(chip)
  chip.setAttribute('aria-describedby', card.id)
  document.querySelector(MAIN).append(card)
  card.hidden = false
  const at = chip.getBoundingClientRect()
  const left = Math.min(Math.max(at.left - 24, 8), innerWidth - card.offsetWidth - 8)
  const above = at.top - card.offsetHeight - 8
  card.style.left = `${left}px`
  card.style.top = `${above > 8 ? above : at.bottom + 8}px`
}

const hide = () => (card.hidden = true)

for (const [comes, goes] of [['mouseover', 'mouseout'], ['focusin', 'focusout']]) {
  document.addEventListener(comes, (event) => {
    const chip = event.target.closest?.(CHIP)
    if (chip && (comes === 'focusin' ? chip.matches(':focus-visible') : matchMedia('(hover: hover)').matches)) glance(chip)
  })
  document.addEventListener(goes, (event) => event.target.closest?.(CHIP) && hide())
}
document.addEventListener('scroll', hide, true)

// ---- the panel: which chip it belongs to, and how it is left ----
let opened = null // the chip whose source is open, or the button that has opened the documents
let openedAt = null // the page on which one was opened on a phone, where Back closes it

const isOpen = () => document.querySelector(PANEL) !== null

function close() {
  const inSheet = document.querySelector(`[role="dialog"]:has(:is(${PANEL}))`)
  const button = inSheet
    ? [...inSheet.querySelectorAll(':scope > button')].pop()
    : document.querySelector('#side-view-title button')
  button?.click()
}

let turning = 0 // until when one panel may be about to take another's place

function mark(chip) {
  opened?.removeAttribute('aria-expanded')
  opened = chip
  opened?.setAttribute('aria-expanded', 'true')
}

document.addEventListener('click', (event) => {
  const chip = event.target.closest?.(OPENER)
  if (!chip) return
  event.preventDefault() // its address is "#": where a conversation has one of its own, that would load it anew
  hide()
  const wasOpen = opened !== null
  if (chip.dataset.opens !== undefined) turning = Date.now() + 3000
  mark(chip)
  if (!PHONE.matches || wasOpen) return
  openedAt = location.pathname
  history.pushState({ ...history.state, footnote: true }, '') // Back closes it
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented) return
  hide()
  if (isOpen() && !document.querySelector('[role="dialog"], [role="menu"], dialog[open]')) close()
})

addEventListener('popstate', (event) => {
  if (location.pathname === openedAt) event.stopImmediatePropagation() // Chainlit's router would build the page anew
  openedAt = null
  if (opened && isOpen()) close()
})

// The panel comes and goes with Chainlit's own state: it is looked for where the page has changed.
let wasThere = false
const look = () => {
  document.querySelectorAll(`${CHIP}:not([aria-label])`).forEach(name)
  const panel = document.querySelector(PANEL)
  if (panel && !opened) return close() // Chainlit opens it for all that a chip may open, and whenever that is sent again
  if (panel?.dataset.number && opened.textContent !== `[${panel.dataset.number}]`) {
    const chips = opened.closest('[data-step-type]')?.querySelectorAll(CHIP) ?? [] // turned to another citation
    mark([...chips].find((chip) => chip.textContent === `[${panel.dataset.number}]`) ?? opened)
  }
  if (panel && !wasThere) {
    turning = 0
    panel.tabIndex = -1
    panel.focus({ preventScroll: true })
    panel.closest('[role="dialog"]')?.setAttribute('aria-label', say('source'))
  }
  if (!panel && wasThere && Date.now() > turning) {
    const chip = opened
    mark(null)
    if (history.state?.footnote) history.back()
    else openedAt = null
    if (chip?.isConnected) chip.focus({ preventScroll: true })
    hide()
  }
  wasThere = panel !== null
}
addEventListener('DOMContentLoaded', () =>
  new MutationObserver(look).observe(document.body, {
    attributeFilter: ['data-number'],
    childList: true,
    subtree: true
  })
)
