// The side panel of a citation: the whole document at its quote, marked; fainter, what the quote needs to be understood;
// fainter still, the answer's other quotes. A PDF shows its page as a picture, with the quote's boxes on it.
// Props are data: React shows them as text, whatever a document holds.
import { useEffect, useMemo, useRef, useState } from 'react'
import { ChevronLeft, ChevronRight, Copy, Check } from 'lucide-react'

const { place: placed, say } = window.footnoteWording
const SETTLE = 1500 // milliseconds in which the panel opens and grows: the quote is kept in sight
const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1)

// ---- what the server is asked: once, as long as the panel stays; of pictures, as long as the page does ----
const asked = (window.footnoteAsked ??= new Map())

function ask(address, key = address) {
  if (!asked.has(key)) {
    const answer = fetch(address).then(async (response) => {
      const found = await response.json().catch(() => ({}))
      if (!response.ok) throw new Error(found.error ?? say('server_failed'))
      return found
    })
    answer.catch(() => asked.delete(key))
    asked.set(key, answer)
  }
  return asked.get(key)
}

function useAsked(address, key) {
  const [found, setFound] = useState({})
  useEffect(() => {
    let alive = true
    setFound({})
    if (address)
      ask(address, key).then(
        (data) => alive && setFound({ data }),
        (error) => alive && setFound({ error: error.message || say('unreachable') })
      )
    return () => {
      alive = false
    }
  }, [address, key])
  return found
}

const of = (kind, { document_id, chat }, number) =>
  `/footnote/${kind}?${new URLSearchParams({ id: document_id, chat: chat ?? '', ...(number === undefined ? {} : { number }) })}`

// ---- marks ----
// Stretches to mark: [start, end, role], in characters of the document; the first that covers a character counts.
function stretches(citations, place) {
  const { document_id, start, end, context } = citations[place]
  const others = citations.filter((other, n) => n !== place && other.document_id === document_id)
  return [
    [start, end, 'quote'],
    ...context.map((further) => [further.start, further.end, 'context']),
    ...others.map((other) => [other.start, other.end, 'other'])
  ]
}

// Offsets count characters; JavaScript counts some of them twice.
const characters = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text)
const piece = (text, from, to) => (typeof text === 'string' ? text.slice(from, to) : text.slice(from, to).join(''))

function Words({ parts, marks }) {
  return parts.map(([start, words]) => {
    const text = characters(words)
    const end = start + text.length
    const near = marks.filter(([a, b]) => a < end && b > start)
    if (!near.length) return <span key={start}>{words}</span>
    const edges = [start, end, ...near.flatMap(([a, b]) => [a, b])].filter((edge) => edge >= start && edge <= end)
    const cuts = [...new Set(edges)].sort((a, b) => a - b)
    const runs = [] // what is marked alike, as one
    for (const [n, from] of cuts.slice(0, -1).entries()) {
      const role = near.find(([a, b]) => a <= from && b >= cuts[n + 1])?.[2]
      if (runs.length && runs[runs.length - 1].role === role) runs[runs.length - 1].to = cuts[n + 1]
      else runs.push({ role, from, to: cuts[n + 1] })
    }
    return runs.map(({ role, from, to }) => {
      const said = piece(text, from - start, to - start)
      return role && said.trim() ? (
        <mark key={from} className={role}>
          {said}
        </mark>
      ) : (
        <span key={from}>{said}</span>
      )
    })
  })
}

// ---- the document's blocks ----
const NAMES = new Set(['author', 'speaker', 'term', 'sender', 'date', 'subject', 'question'])
const SILENT = new Set(['front', 'link', 'furniture'])

function Blocks({ nodes, marks }) {
  return nodes.map((node, n) => <Node key={n} node={node} marks={marks} />)
}

function Node({ node, marks }) {
  const inside = node.parts ? <Words parts={node.parts} marks={marks} /> : null
  const within = node.children ? <Blocks nodes={node.children} marks={marks} /> : null
  if (node.kind === 'heading') {
    const Heading = `h${Math.min(node.level + 2, 6)}`
    return <Heading>{inside}</Heading>
  }
  if (node.kind === 'code') return <pre tabIndex={0}>{inside}</pre>
  if (node.kind === 'list') return node.level ? <ol>{within}</ol> : <ul>{within}</ul>
  if (node.kind === 'item') return <li>{within}</li>
  if (node.kind === 'markup') return <span className="marker">{inside}</span>
  if (node.kind === 'table') return <Table rows={node.children} marks={marks} />
  if (node.kind === 'quotation') return <blockquote>{within}</blockquote>
  if (NAMES.has(node.kind)) return <p className="name">{inside}</p>
  if (SILENT.has(node.kind)) return <p className="silent">{inside}</p>
  return within ? <div className={node.kind}>{within}</div> : <p>{inside}</p>
}

function Table({ rows, marks }) {
  const captions = rows.filter((row) => row.kind === 'caption')
  const heads = rows.filter((row) => row.kind === 'head')
  const others = rows.filter((row) => row.kind === 'row')
  return (
    <div className="table" tabIndex={0} role="region" aria-label={say('table')}>
      <table>
        {captions.map((caption, n) => (
          <caption key={n}>
            <Words parts={caption.parts} marks={marks} />
          </caption>
        ))}
        <thead>{heads.map((row, n) => <Row key={n} row={row} marks={marks} head />)}</thead>
        <tbody>{others.map((row, n) => <Row key={n} row={row} marks={marks} />)}</tbody>
      </table>
    </div>
  )
}

function Row({ row, marks, head }) {
  const cells = []
  for (const cell of row.children ?? []) (cells[cell.level] ??= []).push(...(cell.parts ?? []))
  const Cell = head ? 'th' : 'td'
  return (
    <tr>
      {Array.from(cells, (parts, n) => (
        <Cell key={n}>{parts && <Words parts={parts} marks={marks} />}</Cell>
      ))}
    </tr>
  )
}

// ---- a page of a PDF ----
// Boxes of the marked words, in shares of the page; words beside each other in one.
function boxes(words, marks) {
  const found = []
  for (const [start, end, left, top, right, bottom] of words) {
    const role = marks.find(([a, b]) => a < end && b > start)?.[2]
    if (!role) continue
    const last = found[found.length - 1]
    const goesOn = last && last.role === role && last.to >= start - 2 && left >= last.left && top < last.bottom && bottom > last.top
    if (goesOn) Object.assign(last, { to: end, right, top: Math.min(last.top, top), bottom: Math.max(last.bottom, bottom) })
    else found.push({ role, to: end, left, top, right, bottom })
  }
  return found
}

function Picture({ citation, pages, first, marks }) {
  const [number, setNumber] = useState(first)
  useEffect(() => setNumber(first), [first, citation])
  const page = pages[number]
  const name = capital(placed(page.name))
  const { data: words } = useAsked(of('words', citation, number), of('words', citation, number) + citation.version)
  const sheet = useRef(null)
  useEffect(() => {
    sheet.current?.querySelector('i.quote')?.scrollIntoView({ block: 'center' })
  }, [words, marks])
  const [failed, setFailed] = useState('')
  const address = of('page', citation, number)
  useEffect(() => setFailed(''), [address])
  const explain = () => fetch(address).then((r) => r.json()).then((said) => setFailed(said.error), () => setFailed(say('unreachable')))
  const share = (tenths, whole) => `${tenths / whole / 0.1}%`
  return (
    <div className="page">
      <div className="turn">
        <button type="button" aria-label={say('page_before')} disabled={number === 0} onClick={() => setNumber(number - 1)}>
          <ChevronLeft />
        </button>
        <span aria-live="polite">{name}</span>
        <button type="button" aria-label={say('next_page')} disabled={number === pages.length - 1} onClick={() => setNumber(number + 1)}>
          <ChevronRight />
        </button>
      </div>
      {failed ? (
        <p className="note" role="status">{failed}</p>
      ) : (
        <div className="sheet" ref={sheet} style={{ aspectRatio: `${page.width} / ${page.height}` }}>
          <img src={address} alt={say('page_of', { page: name, title: citation.title })} onError={explain} />
          {boxes(words ?? [], marks).map((box, n) => (
            <i
              key={n}
              className={box.role}
              style={{
                left: share(box.left, page.width),
                top: share(box.top, page.height),
                width: share(box.right - box.left, page.width),
                height: share(box.bottom - box.top, page.height)
              }}
            />
          ))}
        </div>
      )}
    </div>
  )
}

// ---- find within the document ----
function occurrences(root, wanted) {
  const found = []
  const words = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu')
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    for (const { index, 0: said } of texts.currentNode.data.matchAll(words)) {
      const range = document.createRange()
      range.setStart(texts.currentNode, index)
      range.setEnd(texts.currentNode, index + said.length)
      found.push(range)
    }
  }
  return found
}

function Find({ root, marks }) {
  const [wanted, setWanted] = useState('')
  const [found, setFound] = useState([])
  const [at, setAt] = useState(0)
  useEffect(() => {
    const ranges = root.current && wanted.trim() ? occurrences(root.current, wanted.trim()) : []
    setFound(ranges)
    setAt(0)
    window.CSS?.highlights?.set('footnote-find', new Highlight(...ranges))
    return () => window.CSS?.highlights?.delete('footnote-find')
  }, [wanted, root, marks]) // where marks change, so do the words that they part
  useEffect(() => {
    if (!found[at]) return
    window.CSS?.highlights?.set('footnote-found', new Highlight(found[at]))
    found[at].startContainer.parentElement.scrollIntoView({ block: 'center' })
    return () => window.CSS?.highlights?.delete('footnote-found')
  }, [found, at])
  const step = (event) => {
    if (event.key === 'Enter' && found.length)
      setAt((at + (event.shiftKey ? found.length - 1 : 1)) % found.length)
  }
  return (
    <label className="find">
      <input
        type="search"
        placeholder={say('find_in_document')}
        aria-label={say('find_in_document')}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
        onKeyDown={step}
      />
      <output aria-live="polite">{wanted.trim() ? (found.length ? say('found_of', { at: at + 1, all: found.length }) : say('found_none')) : ''}</output>
    </label>
  )
}

// ---- on a phone the panel is a sheet, which is drawn up, and down to close it ----
const DRAWN = 30 // pixels that are no tap

function Grip() {
  const [tall, setTall] = useState(false)
  const from = useRef(null)
  const sheet = (event) => event.currentTarget.closest('[role="dialog"]')
  const draw = (event, up) => {
    const panel = sheet(event)
    if (!up && !tall) [...panel.querySelectorAll(':scope > button')].pop()?.click()
    panel?.classList.toggle('tall', up)
    setTall(up)
  }
  const end = (event) => {
    const moved = event.clientY - from.current
    draw(event, Math.abs(moved) < DRAWN ? !tall : moved < 0)
  }
  return (
    <button
      type="button"
      className="grip"
      aria-label={say(tall ? 'lower' : 'higher')}
      onPointerDown={(event) => {
        from.current = event.clientY
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerUp={end}
      onKeyDown={(event) => event.key === 'Enter' && draw(event, !tall)}
    />
  )
}

// ---- the panel ----
const FIELDS = { author: say('field_author'), date: say('field_date'), publication: say('field_publication') }

function reference(citation) {
  const { author, date } = citation.metadata
  const about = [author, citation.title, date, placed(citation.place)].filter(Boolean).join(', ')
  return say('reference', { quote: citation.quote.replace(/\s+/g, ' ').trim(), about, document: citation.document_id })
}

function forgetDocuments() {
  for (const key of asked.keys()) if (key.startsWith('/footnote/document')) asked.delete(key)
}

export default function Source() {
  useState(forgetDocuments) // each time that it is opened: a document may have changed since
  const [place, setPlace] = useState(props.place)
  useEffect(() => setPlace(props.place), [props.place, props.citations])
  const citation = props.citations[place] ?? props.citations[0]
  const { data, error } = useAsked(of('document', citation), of('document', citation) + citation.version)
  const marks = useMemo(() => stretches(props.citations, place), [props.citations, place])
  const about = Object.entries(citation.metadata).filter(([, value]) => value !== citation.title)
  const changed = data && data.version !== citation.version
  const page = data ? data.pages.findIndex((one) => one.width && one.start <= citation.start && citation.start < one.end) : -1
  const [asText, setAsText] = useState(false)
  const [copied, setCopied] = useState(false)
  const figure = useRef(null)
  const text = useRef(null)
  const drawn = page >= 0 && !asText && !changed

  useEffect(() => {
    // Not once, but at every change of its size: the panel opens narrow and grows, and its lines break anew.
    if (!figure.current || !data) return
    const show = () => {
      const mark = figure.current?.querySelector(drawn ? 'i.quote' : 'mark.quote')
      mark?.scrollIntoView({ block: mark.offsetHeight > window.innerHeight / 3 ? 'start' : 'center' })
    }
    const sizes = new ResizeObserver(show)
    sizes.observe(figure.current)
    if (text.current) sizes.observe(text.current)
    const end = setTimeout(() => sizes.disconnect(), SETTLE)
    return () => {
      clearTimeout(end)
      sizes.disconnect()
    }
  }, [data, place, drawn, props.citations])

  const copy = () =>
    navigator.clipboard.writeText(reference(citation)).then(() => {
      setCopied(true)
      setTimeout(() => setCopied(false), 1500)
    })

  return (
    <figure className="footnote-source" ref={figure} data-number={citation.number}>
      <Grip />
      <figcaption>
        <h2>
          <cite>{citation.title}</cite>
        </h2>
        <dl>
          {about.map(([name, value]) => (
            <div key={name}>
              <dt>{FIELDS[name] ?? capital(name)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          {citation.place && (
            <div>
              <dt>{say('where')}</dt>
              <dd>{capital(placed(citation.place))}</dd>
            </div>
          )}
        </dl>
        <div className="tools">
          {citation.quote ? (
            <>
              <button type="button" aria-label={say('citation_before')} disabled={place === 0} onClick={() => setPlace(place - 1)}>
                <ChevronLeft />
              </button>
              <span aria-live="polite">
                {say('found_of', { at: place + 1, all: props.citations.length })}
              </span>
              <button
                type="button"
                aria-label={say('next_citation')}
                disabled={place === props.citations.length - 1}
                onClick={() => setPlace(place + 1)}
              >
                <ChevronRight />
              </button>
              <button type="button" onClick={copy} aria-label={say('copy_quote')}>
                {copied ? <Check /> : <Copy />} <span>{say(copied ? 'copied' : 'copy')}</span>
              </button>
            </>
          ) : (
            <button type="button" data-opens onClick={() => window.postMessage({ footnote: 'documents' }, window.location.origin)}>
              <ChevronLeft /> <span>{say('all_documents')}</span>
            </button>
          )}
          {page >= 0 && !changed && (
            <button type="button" aria-pressed={!asText} onClick={() => setAsText(!asText)}>
              {say(asText ? 'as_pages' : 'as_text')}
            </button>
          )}
          {!drawn && data && !changed && <Find root={text} marks={marks} key={citation.document_id} />}
        </div>
      </figcaption>
      {changed && (
        <p className="note" role="status">
          {say('changed')}
        </p>
      )}
      {error && (
        <p className="note" role="status">
          {error}
        </p>
      )}
      {(changed || error) && (
        <blockquote>
          <mark className="quote">{citation.quote}</mark>
        </blockquote>
      )}
      {data && !changed && (
        <div className="scroll" tabIndex={0} role="region" aria-label={say('text_of', { title: citation.title })}>
          {drawn ? (
            <Picture citation={citation} pages={data.pages} first={page} marks={marks} />
          ) : (
            <article ref={text}>
              <Blocks nodes={data.nodes} marks={marks} />
            </article>
          )}
        </div>
      )}
    </figure>
  )
}
