// What the button below an answer copies: its words as they are read, and a list of its sources.
// Chainlit's own copies the Markdown, with its asterisks; what it is about to write is exchanged.
import { place as placed, say } from './wording.js'

const BUTTON = 'button:has(svg.lucide-copy)'
let clean = null // what is to be copied instead

function textOf(message, citationOf) {
  const said = message.querySelector('.message-content')?.innerText ?? ''
  const sources = new Map()
  for (const chip of message.querySelectorAll('.message-content a.element-link')) {
    const citation = citationOf(chip)
    if (citation) sources.set(citation.number, citation)
  }
  const lines = [...sources.values()].map(({ number, title, place, quote, document_id }) => {
    const about = [title, placed(place)].filter(Boolean).join(', ')
    return `[${number}] ${say('reference', { quote: quote.replace(/\s+/g, ' ').trim(), about, document: document_id })}`
  })
  return [said.replace(/[\u2060\u202f]/g, (c) => (c === '\u2060' ? '' : ' ')).trim(), lines.join('\n')].filter(Boolean).join('\n\n')
}

export function copyClean(citationOf) {
  document.addEventListener(
    'click',
    (event) => {
      const message = event.target.closest?.(BUTTON)?.closest('[data-step-type="assistant_message"]')
      clean = message && !event.target.closest('pre') ? textOf(message, citationOf) : null
    },
    true
  )
  const { clipboard } = navigator
  if (!clipboard) return // a page that is not served safely has none, and Chainlit says so
  const [write, writeText] = [clipboard.write?.bind(clipboard), clipboard.writeText.bind(clipboard)]
  const exchanged = (usual) => (given) => {
    const text = clean
    clean = null
    return text === null ? usual(given) : writeText(text)
  }
  if (write) clipboard.write = exchanged(write)
  clipboard.writeText = exchanged(writeText)
}
