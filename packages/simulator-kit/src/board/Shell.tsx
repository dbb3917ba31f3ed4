/** @jsxImportSource hono/jsx */
import type { Child, FC } from "hono/jsx"
import type { World } from "../World.ts"
import { ClockPanel } from "./ClockPanel.tsx"
import type { Ask, Page, Section } from "./Page.ts"

export interface ShellProps {
  readonly ask: Ask
  readonly world: World<unknown>
  /** The name of the simulator. */
  readonly name: string
  readonly page: Page
  readonly tabs: ReadonlyArray<Tab>
}

interface Tab {
  /** Within the world. */
  readonly path: string
  readonly name: string
  /** Whether it is the page shown, or that page belongs to it. */
  readonly here: "page" | "true" | undefined
}

/** A whole document: where one is, the time, the page. */
export const Shell: FC<ShellProps> = ({ ask, world, name, page, tabs }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${page.title} – ${name}`}</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href={`${ask.base}/board/style.css`} />
      <script type="module" src={`${ask.base}/board/live.js`} />
    </head>
    <body data-base={ask.base}>
      <a class="skip" href="#main">
        To the page
      </a>
      <header>
        <div class="bar">
          <p class="product">
            <a href={`${ask.base}/`}>{name}</a>
            {ask.base !== "" && <span class="world">{world.name}</span>}
          </p>
          <p class="banner">Simulator – nothing here is real</p>
          <SectionPart section={clockSection(ask, world)} />
        </div>
        <nav aria-label="Pages">
          <ul>
            {tabs.map((tab) => (
              <li>
                <a href={ask.base + tab.path} aria-current={tab.here}>
                  {tab.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="main" tabindex={-1}>
        <h1>{page.title}</h1>
        {page.sections.map((section) => (
          <SectionPart section={section} />
        ))}
      </main>
      <output id="told" />
    </body>
  </html>
)

/** On every page. */
export const clockSection = (ask: Ask, world: World<unknown>): Section => ({
  id: "clock",
  follows: ["clock"],
  body: () => <ClockPanel ask={ask} world={world} />
})

export const SectionPart: FC<{ readonly section: Section }> = ({ section }) => (
  <section id={section.id} data-follows={section.follows.join(" ")}>
    {section.body()}
  </section>
)

/** What a page shows when there is nothing to show. */
export const Nothing: FC<{ readonly children: Child }> = ({ children }) => <p class="nothing">{children}</p>
