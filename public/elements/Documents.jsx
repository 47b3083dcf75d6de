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
  const said = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(said.error ?? 'The server could not do that. Its log says why.')
  return said
}

const tell = (message) => window.postMessage({ footnote: message.what, ...message }, window.location.origin)
const day = (iso) => (iso ? new Date(iso).toLocaleDateString() : '')
const long = (number) => number.toLocaleString()

function about({ kind, date, pages, characters, read_at }) {
  const length = pages > 1 ? `${long(pages)} pages` : characters < 10000 ? `${long(characters)} characters` : `${long(Math.round(characters / 1000))}k characters`
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
        <button type="button" disabled={busy} onClick={() => onKeep(one.id)} aria-label={`Keep ${one.title} in the library, for all conversations`}>
          <FolderInput aria-hidden="true" /> <span>Keep</span>
        </button>
      )}
      {onRemove &&
        (sure ? (
          <button type="button" className="sure" disabled={busy} onClick={() => onRemove(one.id)} onBlur={() => setSure(false)} autoFocus aria-label={`${one.own ? 'Remove' : 'Move to the trash:'} ${one.title}`}>
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
  const [only, setOnly] = useState(null) // the ids of those that are asked; null: all
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const [wanted, setWanted] = useState('')
  const [drawn, setDrawn] = useState(AT_ONCE)
  const section = useRef(null)
  const turn = useRef(Promise.resolve()) // what the server is asked, it is asked one after the other
  const chat = props.chat

  const take = (found) => {
    setList(found)
    setOnly(found.only)
    tell({ what: 'changed', asked: (found.only ?? found.documents).length, documents: found.documents.length })
  }
  const load = () => talk(`/footnote/library?${new URLSearchParams({ chat })}`)
  useEffect(() => {
    let alive = true
    load().then((found) => alive && take(found), (failed) => alive && setError(failed.message))
    return () => {
      alive = false
    }
  }, [chat])

  const inTurn = (work) => {
    setError('')
    turn.current = turn.current.then(work).catch(async (failed) => {
      await load().then(take, () => {}) // as it is
      setError(failed.message)
    })
    return turn.current
  }
  const change = (what, id) => {
    setBusy(true)
    section.current?.focus() // the button goes with its document
    inTurn(() => talk(`/footnote/${what}`, { chat, id }).then(take)).then(() => setBusy(false))
  }
  const documents = list?.documents ?? []
  const ticked = useMemo(() => new Set(only ?? documents.map((one) => one.id)), [list, only])
  const found = useMemo(() => {
    const words = wanted.toLowerCase().split(/\s+/)
    const fits = (one) => words.every((word) => `${one.title} ${one.id} ${one.date}`.toLowerCase().includes(word))
    return documents.filter(fits).sort((a, b) => b.own - a.own)
  }, [list, wanted])

  const choose = (ids) => {
    if (ids && !ids.length) return setError('At least one document must be asked.')
    const all = !ids || ids.length === documents.length
    const asked = new Set(ids)
    const without = all ? [] : documents.map((one) => one.id).filter((id) => !asked.has(id))
    const said = all ? { only: null } : without.length < ids.length ? { without } : { only: ids }
    setOnly(all ? null : ids) // at once: the next tick counts on it
    inTurn(() => talk('/footnote/choose', { chat, ...said }).then((now) => tell({ what: 'changed', ...now })))
  }
  const tick = (id) => {
    const next = new Set(ticked)
    next.has(id) ? next.delete(id) : next.add(id)
    choose([...next])
  }
  const mayChange = list?.owner !== false

  if (!list) return <section className="footnote-documents" aria-label="Documents">{error ? <p role="alert">{error}</p> : <p role="status">The list is coming …</p>}</section>
  return (
    <section className="footnote-documents" aria-label="Documents" ref={section} tabIndex={-1}>
      <div className="tools">
        <input type="search" placeholder="Find a document" aria-label="Find a document" value={wanted} onChange={(e) => setWanted(e.target.value)} />
        <button type="button" onClick={() => choose(null)} disabled={!only}>Ask all</button>
        <button type="button" disabled={!wanted.trim() || !found.length} onClick={() => choose(found.map((one) => one.id))}>Ask only these</button>
      </div>
      <p role="status">
        {documents.length
          ? only ? `${long(ticked.size)} of ${long(documents.length)} documents are asked.` : `All ${long(documents.length)} documents are asked.`
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
            onKeep={mayChange && ((id) => change('keep', id))}
            onRemove={(mayChange || one.own) && ((id) => change(one.own ? 'drop' : 'remove', id))}
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
