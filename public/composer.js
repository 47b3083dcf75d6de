// The field in which a question is typed. Chainlit makes a new one where it connects anew, as at a slow start it does
// while somebody may be typing: what stands in it outlives that.
export const field = () => document.getElementById('chat-input')

// As if it were typed, wherever the focus is: React listens to the field's own setter and event.
export function write(text) {
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field(), text)
  field().dispatchEvent(new Event('input', { bubbles: true }))
}

let draft = { field: null, place: '', text: '' }
const keep = (text) => (draft = { field: field(), place: location.pathname, text })

// Sent is what leaves the field: Chainlit empties it without a word.
function send() {
  if (!document.getElementById('chat-submit')?.disabled) keep('')
}

function putBack() {
  const now = field()
  if (!now || now === draft.field) return
  const { place, text } = draft
  keep(now.value)
  if (!text || now.value || place !== location.pathname) return
  write(text)
  now.focus()
}

document.addEventListener('input', (event) => event.target === field() && keep(field().value))
document.addEventListener('click', (event) => event.target.closest?.('#chat-submit') && send(), true)
document.addEventListener(
  'keydown',
  (event) => event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target === field() && send(),
  true
)
addEventListener('DOMContentLoaded', () =>
  new MutationObserver(putBack).observe(document.body, { childList: true, subtree: true })
)
