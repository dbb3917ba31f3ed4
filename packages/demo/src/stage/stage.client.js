// The page works without it; with it the boards stay where they are while the story goes on.
const parts = ["story", "work"]
const show = async (answer) => {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const focused = document.activeElement?.id
  for (const id of parts) {
    const part = page.getElementById(id)
    if (part) document.getElementById(id).replaceWith(part)
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
