/** @jsxImportSource hono/jsx */
import type { Child } from "hono/jsx"
import { at, text } from "../Json.ts"
import type { Scene } from "../Story.ts"
import type { Seen } from "../Views.ts"
import { Calls } from "./CallList.tsx"
import type { PlayedScene, PlayedStep, Stage } from "./Stage.ts"

const latestItems = 8

/** Items in which nothing had to be done. */
const quiet: ReadonlySet<string> = new Set(["skipped", "coalesced"])

/** The whole page as text. */
export const stagePage = (stage: Stage, work: ReadonlyArray<unknown>, refused: string | undefined): string =>
  `<!doctype html>${(<Page stage={stage} work={work} refused={refused} />).toString()}`

/** The one part that changes by itself. */
export const workList = (work: ReadonlyArray<unknown>, address: string): string =>
  (<Work work={work} address={address} />).toString()

/** The story on the left, both systems beside each other, the connector's list of work beneath. */
const Page = ({
  stage,
  work,
  refused
}: {
  readonly stage: Stage
  readonly work: ReadonlyArray<unknown>
  readonly refused: string | undefined
}) => {
  const { omnium, ongoing } = pagesOf(stage)
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Omnium and Ongoing, side by side</title>
        <link rel="stylesheet" href="/style.css" />
        <script src="/stage.js" defer />
      </head>
      <body>
        <a class="skip" href="#story">
          Skip to the story
        </a>
        <header>
          <h1>Omnium and Ongoing, side by side</h1>
          <nav aria-label="The three systems">
            <a href={stage.addresses.omnium}>Omnium</a>
            <a href={stage.addresses.connector}>Connector</a>
            <a href={stage.addresses.ongoing}>Ongoing</a>
          </nav>
        </header>
        <main>
          <Story stage={stage} refused={refused} />
          <div class="systems">
            <Board name="omnium" title="Omnium, the shop" address={stage.addresses.omnium + omnium} />
            <Board name="ongoing" title="Ongoing, the warehouse" address={stage.addresses.ongoing + ongoing} />
            <Work work={work} address={stage.addresses.connector} />
          </div>
        </main>
      </body>
    </html>
  )
}

/** What the last step showed is what one wants to see; the boards themselves show the steps before. */
const pagesOf = ({ played }: Stage): Seen["pages"] => {
  const came = played.at(-1)?.steps.at(-1)?.came
  return came === undefined || typeof came === "string" ? { omnium: "/", ongoing: "/" } : came.pages
}

const Story = ({ stage, refused }: { readonly stage: Stage; readonly refused: string | undefined }) => {
  const told = stage.played.length
  const next = stage.scenes[told]
  return (
    <section id="story" aria-labelledby="story-title">
      <h2 id="story-title">The story</h2>
      <div class="controls">
        <form method="post" action="/next">
          <button type="submit" class="primary" id="next" disabled={next === undefined}>
            {next === undefined ? "The story is told" : "Next scene"}
          </button>
        </form>
        <form method="post" action="/reset">
          <button type="submit" id="reset">
            Reset
          </button>
        </form>
      </div>
      <p id="notice" role="status" class={refused === undefined ? undefined : "error"}>
        {refused ?? noticeOf(stage)}
      </p>
      <ol class="scenes">
        {stage.scenes.map((scene, index) => (
          <SceneItem scene={scene} played={stage.played[index]} isLatest={index === told - 1} isNext={index === told} />
        ))}
      </ol>
    </section>
  )
}

const noticeOf = ({ played, scenes }: Stage): string => {
  const latest = played.at(-1)
  if (latest === undefined) {
    return `${scenes.length} scenes in five minutes. Each plays what people and the connector would do, then looks at both sides.`
  }
  return `Scene ${played.length} is told${latest.steps.every(held) ? ", and everything held" : "; not everything held"}.`
}

const SceneItem = ({
  scene,
  played,
  isLatest,
  isNext
}: {
  readonly scene: Scene
  readonly played: PlayedScene | undefined
  readonly isLatest: boolean
  readonly isNext: boolean
}) => {
  if (played === undefined) {
    return (
      <li class="to-come">
        <h3>{scene.title}</h3>
        {isNext ? <span class="mark">next</span> : null}
      </li>
    )
  }
  const missed = played.steps.filter((step) => !held(step)).length
  return (
    <li class={missed === 0 ? "held" : "missed"} aria-current={isLatest ? "step" : undefined}>
      <details open={isLatest}>
        <summary>
          <h3>{scene.title}</h3>
          <span class="mark">{missed === 0 ? "✓ held" : "✗ did not hold"}</span>
        </summary>
        <p class="watch">{scene.watch}</p>
        {played.steps.map((step) => (
          <StepSeen step={step} />
        ))}
        <Calls scene={played} />
      </details>
    </li>
  )
}

const held = ({ came }: PlayedStep): boolean => typeof came !== "string" && came.holds.every(([, is]) => is)

const StepSeen = ({ step: { title, came } }: { readonly step: PlayedStep }) => (
  <section class="step">
    <h4>{title}</h4>
    {typeof came === "string" ? (
      <p class="error">It could not be played: {came}</p>
    ) : (
      <>
        <ul class="holds">
          {came.holds.map(([what, is]) => (
            <li class={is ? "is" : "is-not"}>
              <span aria-hidden="true">{is ? "✓" : "✗"}</span> {what}
              {is ? "" : " – this did not hold"}
            </li>
          ))}
        </ul>
        <details>
          <summary>What both sides show</summary>
          <dl class="seen">
            <Lines system="Omnium" lines={came.omnium} />
            <Lines system="Ongoing" lines={came.ongoing} />
          </dl>
        </details>
      </>
    )}
  </section>
)

const Lines = ({ system, lines }: { readonly system: string; readonly lines: ReadonlyArray<string> }) => (
  <div>
    <dt>{system}</dt>
    {lines.map((line) => (
      <dd>{line}</dd>
    ))}
  </div>
)

const Board = (props: { readonly name: string; readonly title: string; readonly address: string }) => (
  <section class="board" aria-label={props.title}>
    <h2>
      <a href={props.address}>{props.title}</a>
    </h2>
    <iframe id={`${props.name}-board`} name={props.name} title={props.title} src={props.address} />
  </section>
)

const Work = ({ work, address }: { readonly work: ReadonlyArray<unknown>; readonly address: string }) => {
  const told = work.filter((item) => !quiet.has(text(at(item, "state")))).slice(0, latestItems)
  return (
    <section id="work" aria-labelledby="work-title">
      <h2 id="work-title">
        <a href={address}>The connector's list of work</a>
      </h2>
      {told.length === 0 ? (
        <p>Nothing yet.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <Heading>Work</Heading>
              <Heading>Of</Heading>
              <Heading>State</Heading>
              <Heading>What happened</Heading>
            </tr>
          </thead>
          <tbody>
            {told.map((item) => (
              <tr>
                <td>{text(at(item, "flow"))}</td>
                <td>{text(at(item, "key"))}</td>
                <td>
                  <span class={`state ${text(at(item, "state"))}`}>{text(at(item, "state"))}</span>
                </td>
                <td>{text(at(item, "message") ?? at(item, "causeInWords"))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const Heading = ({ children }: { readonly children: Child }) => <th scope="col">{children}</th>
