// The side panel's list of documents: which there are, which of them are asked, and what could not be read.
// What an owner changes goes to the server, which answers with the list as it is then.
import { useEffect, useMemo, useRef, useState } from 'react'
import { FileText, FolderInput, Trash2 } from 'lucide-react'

const { day, say } = window.footnoteWording
const AT_ONCE = 200 // documents that are drawn before more are asked for

async function talk(address, asked) {
  const options = asked && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(asked) }
  const response = await fetch(address, options).catch(() => {
    throw new Error(say('unreachable'))
  })
  const said = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(said.error ?? say('server_failed'))
  return said
}

const tell = (message) => window.postMessage({ footnote: message.what, ...message }, window.location.origin)

function about({ kind, date, pages, characters, read_at }) {
  const text = characters < 10000 ? say('characters', { number: characters }) : say('thousands', { number: Math.round(characters / 1000) })
  const length = pages > 1 ? say('pages', { number: pages }) : text
  return [kind, date, length, read_at && say('read_on', { day: day(read_at) })].filter(Boolean).join(' · ')
}

function Document({ one, ticked, onTick, onKeep, onRemove, busy }) {
  const [sure, setSure] = useState(false)
  return (
    <li>
      <input type="checkbox" checked={ticked} onChange={() => onTick(one.id)} aria-label={say('ask_one', { title: one.title })} />
      <button type="button" className="title" data-opens onClick={() => tell({ what: 'open', id: one.id })}>
        <FileText aria-hidden="true" />
        <span>
          <b>{one.title}</b>
          <small>{about(one)}</small>
          {one.stale && <small className="stale">{say('stale', { reason: one.stale })}</small>}
        </span>
      </button>
      {onKeep && one.own && (
        <button type="button" disabled={busy} onClick={() => onKeep(one.id)} aria-label={say('keep_one', { title: one.title })}>
          <FolderInput aria-hidden="true" /> <span>{say('keep')}</span>
        </button>
      )}
      {onRemove &&
        (sure ? (
          <button type="button" className="sure" disabled={busy} onClick={() => onRemove(one.id)} onBlur={() => setSure(false)} autoFocus aria-label={say(one.own ? 'remove_one' : 'to_the_trash_one', { title: one.title })}>
            {say(one.own ? 'remove' : 'to_the_trash')}
          </button>
        ) : (
          <button type="button" disabled={busy} onClick={() => setSure(true)} aria-label={say('take_out', { title: one.title })}>
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
    if (ids && !ids.length) return setError(say('at_least_one'))
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

  if (!list) return <section className="footnote-documents" aria-label={say('documents')}>{error ? <p role="alert">{error}</p> : <p role="status">{say('list_comes')}</p>}</section>
  return (
    <section className="footnote-documents" aria-label={say('documents')} ref={section} tabIndex={-1}>
      <div className="tools">
        <input type="search" placeholder={say('find_document')} aria-label={say('find_document')} value={wanted} onChange={(e) => setWanted(e.target.value)} />
        <button type="button" onClick={() => choose(null)} disabled={!only}>{say('ask_all')}</button>
        <button type="button" disabled={!wanted.trim() || !found.length} onClick={() => choose(found.map((one) => one.id))}>{say('ask_only_these')}</button>
      </div>
      <p role="status">
        {documents.length
          ? only ? say('some_are_asked', { some: ticked.size, all: documents.length }) : say('all_are_asked', { count: documents.length })
          : say('none_yet', { folder: list.corpus })}
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
        <button type="button" onClick={() => setDrawn(drawn + AT_ONCE)}>{say('more', { number: found.length - drawn })}</button>
      )}
      {list.left_out.length > 0 && (
        <details>
          <summary>{say('unread', { count: list.left_out.length })}</summary>
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
