// A question that is sent while an answer is running waits its turn, and is seen to wait.
const waiting = []
const input = () => document.querySelector('#chat-input')
const isRunning = () => document.querySelector('#stop-button') !== null

function write(text) {
  input().focus()
  document.execCommand('selectAll')
  if (text) document.execCommand('insertText', false, text)
  else document.execCommand('delete')
}

function show() {
  document.getElementById('footnote-waiting')?.remove()
  const composer = document.querySelector('#message-composer')
  if (!waiting.length || !composer) return
  const list = Object.assign(document.createElement('ul'), { id: 'footnote-waiting' })
  list.setAttribute('aria-label', 'Waiting until the answer is there')
  for (const [place, text] of waiting.entries()) {
    const item = document.createElement('li')
    const drop = Object.assign(document.createElement('button'), { type: 'button', textContent: '×' })
    drop.setAttribute('aria-label', `Do not ask: ${text}`)
    drop.addEventListener('click', () => {
      waiting.splice(place, 1)
      show()
    })
    item.append(Object.assign(document.createElement('span'), { textContent: text }), drop)
    list.append(item)
  }
  composer.before(list)
}

document.addEventListener(
  'keydown',
  (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !event.target.closest?.('#chat-input')) return
    const text = input().value ?? input().innerText
    if (!isRunning() || !text.trim()) return
    event.preventDefault()
    event.stopPropagation()
    waiting.push(text.trim())
    write('')
    show()
  },
  true
)

let sending = false
new MutationObserver(() => {
  if (!waiting.length || sending || isRunning() || !input()) return
  sending = true
  const draft = input().value ?? input().innerText // what is being typed just now stays
  write(waiting.shift())
  show()
  setTimeout(() => {
    document.querySelector('#chat-submit')?.click()
    setTimeout(() => {
      if (draft.trim()) write(draft)
      sending = false
    }, 300)
  }, 50)
}).observe(document.body, { childList: true, subtree: true })
