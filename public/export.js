// A conversation as a file: a menu in the page's head, where there is one to keep.
import { say } from './wording.js'

const FORMATS = { md: say('as_markdown'), html: say('as_page'), json: say('as_json') }
const conversation = () => /^\/thread\/([\da-f-]{36})/.exec(location.pathname)?.[1]

function menu(id) {
  const made = Object.assign(document.createElement('details'), { id: 'footnote-export' })
  made.dataset.conversation = id
  const summary = Object.assign(document.createElement('summary'), { textContent: say('export') })
  const links = document.createElement('ul')
  for (const [format, says] of Object.entries(FORMATS)) {
    const link = Object.assign(document.createElement('a'), {
      href: `/footnote/export?${new URLSearchParams({ chat: id, as: format })}`,
      textContent: says,
      download: ''
    })
    link.addEventListener('click', () => (made.open = false))
    const item = document.createElement('li')
    item.append(link)
    links.append(item)
  }
  made.append(summary, links)
  made.addEventListener('keydown', ({ key }) => key === 'Escape' && (made.open = false))
  return made
}

function draw() {
  const [there, id] = [document.getElementById('footnote-export'), conversation()]
  if (there?.dataset.conversation === id) return
  there?.remove()
  const head = document.querySelector('#header > div:last-child')
  if (id && head) head.prepend(menu(id))
}

document.addEventListener('click', ({ target }) => {
  const there = document.getElementById('footnote-export')
  if (there?.open && !there.contains(target)) there.open = false
})
new MutationObserver(draw).observe(document.body, { childList: true, subtree: true })
draw()
