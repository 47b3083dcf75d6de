// A question that is sent while an answer is running waits its turn, and is seen to wait.
import { field as input, write } from './composer.js'
import { say } from './wording.js'

const PATIENCE = 5000 // milliseconds until an answer that was asked for is seen to run
const waiting = []
let of = '' // the conversation in which they wait
let asked = 0 // when the last of them was asked; 0 where its answer is running, or done

const isRunning = () => document.querySelector('#stop-button') !== null
const conversation = () => /^\/thread\/([\da-f-]{36})/.exec(location.pathname)?.[1] ?? ''
const isBusyElsewhere = () => document.querySelector('dialog[open], [role="dialog"]:not(:has(#chat-input))') !== null

function show() {
  document.getElementById('footnote-waiting')?.remove()
  const composer = document.querySelector('#message-composer')
  if (!waiting.length || !composer) return
  const list = Object.assign(document.createElement('ul'), { id: 'footnote-waiting' })
  list.setAttribute('aria-label', say('waiting'))
  list.setAttribute('aria-live', 'polite')
  for (const [place, text] of waiting.entries()) {
    const item = document.createElement('li')
    const drop = Object.assign(document.createElement('button'), { type: 'button', textContent: '×' })
    drop.setAttribute('aria-label', say('do_not_ask', { question: text }))
    drop.addEventListener('click', () => {
      waiting.splice(place, 1)
      show()
      input()?.focus()
    })
    item.append(Object.assign(document.createElement('span'), { textContent: text }), drop)
    list.append(item)
  }
  composer.before(list)
}

document.addEventListener(
  'keydown',
  (event) => {
    const composing = event.isComposing || event.keyCode === 229 // the latter is how Safari says it
    if (event.key !== 'Enter' || event.shiftKey || composing || !event.target.closest?.('#chat-input')) return
    const text = input().value
    if (!isRunning() || !text.trim()) return
    event.preventDefault()
    event.stopPropagation()
    of = conversation()
    waiting.push(text.trim())
    write('')
    show()
  },
  true
)

function next() {
  if (!waiting.length) return
  if (of && conversation() !== of) {
    waiting.length = 0 // they were meant for the conversation that was left
    return show()
  }
  if (isRunning()) asked = 0
  if (isRunning() || Date.now() - asked < PATIENCE || isBusyElsewhere() || !input()) return
  asked = Date.now()
  const draft = input().value // what is being typed just now stays
  write(waiting[0])
  requestAnimationFrame(() => {
    const submit = document.querySelector('#chat-submit')
    if (submit && !submit.disabled) {
      submit.click()
      waiting.shift()
      show()
    } else asked = Date.now() - PATIENCE + 500 // not connected just now: again in a moment
    requestAnimationFrame(() => write(draft))
  })
}
new MutationObserver(next).observe(document.body, { childList: true, subtree: true })
setInterval(next, 1000) // where nothing on the page changes
