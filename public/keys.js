// Keys that lead somewhere, and how much of a question there is room for.
import { say } from './access.js'
import { field } from './composer.js'
import { say as word } from './wording.js'

const isOver = () => document.querySelector('[role="dialog"], [role="menu"]') !== null
const isTyped = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)

function ask(event) {
  if (isTyped(event.target) || isOver() || !field()) return
  event.preventDefault()
  field().focus()
}

function begin(event) {
  event.preventDefault()
  event.stopImmediatePropagation() // Chainlit searches the conversations at the same keys
  if (!isOver()) document.getElementById('new-chat-button')?.click()
}

// Before Chainlit hears of it.
addEventListener(
  'keydown',
  (event) => {
    const command = event.ctrlKey || event.metaKey
    if (event.key === '/' && !command && !event.altKey) ask(event)
    else if (event.key?.toLowerCase() === 'k' && command && !event.shiftKey && !event.altKey) begin(event)
  },
  true
)

// ---- the counter ----
const LONGEST = 4000 // characters, as answer/understand/intent.py has it
const NEAR = 3500
const RESTS = 700 // milliseconds without a key: read out is not every character
let rests = 0
const counter = document.createElement('output')
counter.id = 'footnote-counter'
counter.ariaHidden = 'true' // it is said

function count() {
  const length = [...(field()?.value ?? '')].length
  const near = length >= NEAR
  const words = near ? word('counted', { length, most: LONGEST }) : ''
  if (words === counter.textContent) return
  counter.textContent = words
  counter.className = length > LONGEST ? 'over' : ''
  document.getElementById('message-composer')?.append(counter)
  clearTimeout(rests)
  if (near) rests = setTimeout(() => say(word('counted_characters', { length, most: LONGEST })), RESTS)
}

document.addEventListener('input', (event) => event.target === field() && count())
addEventListener('DOMContentLoaded', () =>
  new MutationObserver(count).observe(document.body, { childList: true, subtree: true }) // a question has been sent
)
