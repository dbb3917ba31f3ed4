// The page works without it; with it the boards stay where they are while the story goes on.
const parts = ["story", "work"]
const show = async (answer) => {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const focused = document.activeElement?.id
  const notice = document.getElementById("notice")
  const said = page.getElementById("notice")
  said.replaceWith(notice)
  for (const id of parts) document.getElementById(id).replaceWith(page.getElementById(id))
  // Told aloud, because the element is the one that was there before.
  notice.className = said.className
  notice.textContent = said.textContent
  for (const frame of page.querySelectorAll("iframe")) {
    const old = document.getElementById(frame.id)
    if (old.getAttribute("src") !== frame.getAttribute("src")) old.setAttribute("src", frame.getAttribute("src"))
  }
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
  document.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" })
}
addEventListener("submit", async (event) => {
  event.preventDefault()
  const form = event.target
  for (const button of document.querySelectorAll(".controls button")) button.setAttribute("aria-disabled", "true")
  try {
    await show(await fetch(form.action, { method: "POST" }))
  } catch (error) {
    document.getElementById("notice").textContent = "The demo does not answer: " + error.message
  }
})
setInterval(async () => {
  if (document.hidden) return
  const answer = await fetch("/work").catch(() => undefined)
  if (!answer?.ok) return
  const work = document.getElementById("work")
  const text = await answer.text()
  if (text !== work.outerHTML) work.outerHTML = text
}, 2000)
