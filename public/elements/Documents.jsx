// The side panel's list of documents: which there are, which of them are asked, and what could not be read.
// What an owner changes goes to the server, which answers with the list as it is then.
import { useEffect, useMemo, useRef, useState } from 'react'
import { FileText, FolderInput, Trash2 } from 'lucide-react'

const AT_ONCE = 200 // documents that are drawn before more are asked for

async function talk(address, asked) {
  const options = asked && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(asked) }
  const response = await fetch(address, options).catch(() => {
    throw new Error('The server cannot be reached.')
  })
  const said = await response.json()
  if (!response.ok) throw new Error(said.error)
  return said
}

const tell = (message) => window.postMessage({ footnote: message.what, ...message }, window.location.origin)
const day = (iso) => (iso ? new Date(iso).toLocaleDateString() : '')
const long = (number) => number.toLocaleString()

function about({ kind, date, pages, characters, read_at }) {
  const length = pages > 1 ? `${long(pages)} pages` : `${long(Math.max(1, Math.round(characters / 1000)))}k characters`
  return [kind, date, length, read_at && `read ${day(read_at)}`].filter(Boolean).join(' · ')
}

function Document({ one, ticked, onTick, onKeep, onRemove, busy }) {
  const [sure, setSure] = useState(false)
  return (
    <li>
      <input type="checkbox" checked={ticked} onChange={() => onTick(one.id)} aria-label={`Ask ${one.title}`} />
      <button type="button" className="title" data-opens onClick={() => tell({ what: 'open', id: one.id })}>
        <FileText aria-hidden="true" />
        <span>
          <b>{one.title}</b>
          <small>{about(one)}</small>
          {one.stale && <small className="stale">Keeps its last state: {one.stale}</small>}
        </span>
      </button>
      {onKeep && one.own && (
        <button type="button" disabled={busy} onClick={() => onKeep(one.id)} title="Keep in the library, for all conversations">
          <FolderInput aria-hidden="true" /> <span>Keep</span>
        </button>
      )}
      {onRemove &&
        (sure ? (
          <button type="button" className="sure" disabled={busy} onClick={() => onRemove(one.id)} onBlur={() => setSure(false)} autoFocus>
            {one.own ? 'Remove' : 'Move to the trash'}
          </button>
        ) : (
          <button type="button" disabled={busy} onClick={() => setSure(true)} aria-label={`Take ${one.title} out`}>
            <Trash2 aria-hidden="true" />
          </button>
        ))}
    </li>
  )
}

export default function Documents() {
  const [list, setList] = useState(null)
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const [wanted, setWanted] = useState('')
  const [drawn, setDrawn] = useState(AT_ONCE)
  const asking = useRef(Promise.resolve())
  const chat = props.chat

  const take = (answer) =>
    answer.then(
      (found) => {
        setList(found)
        setError('')
        tell({ what: 'changed', asked: (found.only ?? found.documents).length, documents: found.documents.length })
      },
      (failed) => setError(failed.message)
    )
  useEffect(() => {
    take(talk(`/footnote/library?chat=${encodeURIComponent(chat)}`))
  }, [chat])

  const change = (what, asked) => {
    setBusy(true)
    asking.current = asking.current.then(() => take(talk(`/footnote/${what}`, { chat, ...asked })).then(() => setBusy(false)))
  }
  const documents = list?.documents ?? []
  const ticked = useMemo(() => new Set(list?.only ?? documents.map((one) => one.id)), [list])
  const found = useMemo(() => {
    const words = wanted.toLowerCase().split(/\s+/)
    const fits = (one) => words.every((word) => `${one.title} ${one.id} ${one.date}`.toLowerCase().includes(word))
    return documents.filter(fits).sort((a, b) => b.own - a.own)
  }, [list, wanted])

  const choose = (only) => {
    setList({ ...list, only }) // at once; the server says it again
    change('choose', { only })
  }
  const tick = (id) => {
    const next = new Set(ticked)
    next.has(id) ? next.delete(id) : next.add(id)
    if (!next.size) return setError('At least one document must be asked.')
    choose(next.size === documents.length ? null : [...next])
  }
  const mayChange = list?.owner !== false

  if (!list) return <section className="footnote-documents">{error ? <p role="alert">{error}</p> : <p>…</p>}</section>
  return (
    <section className="footnote-documents" aria-label="Documents">
      <div className="tools">
        <input type="search" placeholder="Find a document" aria-label="Find a document" value={wanted} onChange={(e) => setWanted(e.target.value)} />
        <button type="button" onClick={() => choose(null)} disabled={!list.only}>Ask all</button>
        <button type="button" disabled={!wanted.trim() || !found.length} onClick={() => choose(found.map((one) => one.id))}>Ask only these</button>
      </div>
      <p role="status">
        {documents.length
          ? list.only ? `${long(ticked.size)} of ${long(documents.length)} documents are asked.` : `All ${long(documents.length)} documents are asked.`
          : `There are no documents yet. Drop files into the conversation, or put them into ${list.corpus}.`}
      </p>
      {error && <p role="alert">{error}</p>}
      <ul>
        {found.slice(0, drawn).map((one) => (
          <Document
            key={one.id}
            one={one}
            ticked={ticked.has(one.id)}
            onTick={tick}
            onKeep={mayChange && ((id) => change('keep', { id }))}
            onRemove={(mayChange || one.own) && ((id) => change(one.own ? 'drop' : 'remove', { id }))}
            busy={busy}
          />
        ))}
      </ul>
      {found.length > drawn && (
        <button type="button" onClick={() => setDrawn(drawn + AT_ONCE)}>{long(found.length - drawn)} more</button>
      )}
      {list.left_out.length > 0 && (
        <details>
          <summary>{long(list.left_out.length)} {list.left_out.length === 1 ? 'file' : 'files'} could not be read</summary>
          <ul>
            {list.left_out.map((one) => (
              <li key={one.name}><b>{one.name}</b> {one.reason}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
