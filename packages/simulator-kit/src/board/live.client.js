// Runs in the browser. Every page works without it; with it the page follows the world, and buttons answer in place.

const base = document.body.dataset.base

/** Makes one element like another, keeping what the reader did: open details, typed text, focus, what a button said. */
const morph = (old, next) => {
  if (old.nodeType !== next.nodeType || old.nodeName !== next.nodeName || old.id !== next.id) {
    old.replaceWith(next)
    return
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== next.nodeValue) old.nodeValue = next.nodeValue
    return
  }
  if (old.matches("output, [data-clock]:not([data-frozen]) *")) return
  if (old.matches(".curl > code") && old.closest("form")?.matches("[data-touched]")) return
  for (const { name } of [...old.attributes])
    if (!next.hasAttribute(name) && name !== "open" && name !== "data-touched") old.removeAttribute(name)
  for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  morphChildren(old, next)
}

const morphChildren = (old, next) => {
  const wanted = new Set([...next.children].map(({ id }) => id))
  for (const child of [...old.children]) if (child.id && !wanted.has(child.id)) child.remove()
  const known = new Map([...old.children].map((child) => [child.id, child]))
  let place = old.firstChild
  for (const child of [...next.childNodes]) {
    const same = child.id ? known.get(child.id) : undefined
    if (same !== undefined && same !== place) {
      // Where a browser can, the element keeps its focus while it moves.
      if (old.moveBefore) old.moveBefore(same, place)
      else old.insertBefore(same, place)
      place = same
    }
    if (place === null || (place.id && place !== same)) {
      if (child.id && child.matches(".card, tr")) child.classList.add("arrived")
      old.insertBefore(child, place)
      continue
    }
    const after = place.nextSibling
    morph(place, child)
    place = after
  }
  while (place !== null) {
    const after = place.nextSibling
    place.remove()
    place = after
  }
}

/** Where something is: its own id, then those of what it is in. */
const idsAround = (element) => {
  const ids = []
  for (let at = element; at !== null; at = at.parentElement) if (at.id) ids.push(at.id)
  return ids
}

let isByKeyboard = false
document.addEventListener("keydown", () => {
  isByKeyboard = true
})
document.addEventListener("pointerdown", () => {
  isByKeyboard = false
})

/** The reader goes on where they were, or as near to it as there still is something. */
const focusIn = (ids) => {
  for (const id of ids) {
    const place = document.getElementById(id)
    const target = place?.matches("a, button, summary, input, select")
      ? place
      : place?.querySelector("button, a, summary")
    if (!target) continue
    target.focus({ preventScroll: true })
    if (isByKeyboard) target.scrollIntoView({ block: "nearest", inline: "nearest" })
    return
  }
}

let wanted = new Set()
let isRefreshing = false

/** Fetches the sections named and puts them in the place of the old ones; what is asked for meanwhile comes after. */
const refresh = async (ids) => {
  for (const id of ids) wanted.add(id)
  if (isRefreshing) return
  isRefreshing = true
  try {
    while (wanted.size > 0) {
      const url = new URL(location.href)
      url.searchParams.set("_sections", [...wanted].join(" "))
      wanted = new Set()
      const response = await fetch(url)
      if (!response.ok) return
      const parts = new DOMParser().parseFromString(await response.text(), "text/html")
      const places = idsAround(document.activeElement)
      for (const part of parts.querySelectorAll("section[data-follows]")) {
        const old = document.getElementById(part.id)
        if (old !== null) morph(old, part)
      }
      if (document.activeElement === document.body) focusIn(places)
      tick()
    }
  } finally {
    isRefreshing = false
  }
}

const sectionIds = (topics) =>
  [...document.querySelectorAll("section[data-follows]")]
    .filter((section) => section.dataset.follows.split(" ").some((topic) => topics.includes(topic)))
    .map((section) => section.id)

const everySection = () => sectionIds(["ledger", "requests", "clock", "faults"])

const events = new EventSource(`${base}/board/events`)
events.addEventListener("open", () => {
  document.body.dataset.live = ""
  refresh(everySection())
})
events.addEventListener("error", () => delete document.body.dataset.live)
events.addEventListener("message", ({ data }) => refresh(sectionIds(data.split(" "))))

const fieldsOf = (form) => new URLSearchParams(new FormData(form))

const say = (output, text, tone) => {
  output.replaceChildren(Object.assign(document.createElement("span"), { textContent: text, className: tone }))
}

/** What was done is told for the page; what was refused stands beside its button. */
document.addEventListener("submit", async (event) => {
  const form = event.target
  if (!form.matches("[data-action]")) return
  event.preventDefault()
  for (const output of document.querySelectorAll("output")) output.replaceChildren()
  form.setAttribute("aria-busy", "true")
  try {
    const headers = { accept: "application/json" }
    const answer = await fetch(form.action, { method: "POST", body: fieldsOf(form), headers })
    const { isDone, said } = await answer.json()
    const label = form.querySelector("button").textContent
    if (isDone) say(document.getElementById("told"), `${label}: ${said}`, "done")
    else say(form.querySelector("output"), said, "refused")
  } catch {
    say(form.querySelector("output"), "The simulator does not answer.", "refused")
  } finally {
    form.removeAttribute("aria-busy")
  }
  await refresh(everySection())
})

document.addEventListener("change", async ({ target }) => {
  const form = target.closest("form[data-action]")
  if (form === null) return
  form.dataset.touched = ""
  const answer = await fetch(`${base}/board/curl`, { method: "POST", body: fieldsOf(form) })
  form.querySelector(".curl > code").textContent = await answer.text()
})

/** A menu closes when the reader turns to something else. */
document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll("details.clock[open]")) if (!menu.contains(target)) menu.open = false
})
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return
  for (const menu of document.querySelectorAll("details.clock[open]")) {
    menu.open = false
    menu.querySelector("summary").focus()
  }
})

let clockShown = ""
let shownSince = performance.now()

/** The clock as it runs on since the server told it. */
const tick = () => {
  const clock = document.querySelector("time[data-clock]")
  if (clock.dataset.clock + clock.dataset.scale + clock.dataset.frozen !== clockShown) {
    clockShown = clock.dataset.clock + clock.dataset.scale + clock.dataset.frozen
    shownSince = performance.now()
  }
  if (clock.dataset.frozen !== undefined) return
  const now = Number(clock.dataset.clock) + (performance.now() - shownSince) * Number(clock.dataset.scale)
  clock.textContent = new Date(now).toISOString().slice(0, 19).replace("T", " ")
}
setInterval(tick, 250)
tick()
