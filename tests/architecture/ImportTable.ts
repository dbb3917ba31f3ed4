import type { Row } from "./Imports.ts"

const vocabulary = "domain/{omnium,ongoing,sync}/*"
const flows = [
  "order-export",
  "order-sync",
  "order-cancellation",
  "order-errors",
  "return-sync",
  "inventory-sync",
  "product-export",
  "product-errors",
  "delivery-export",
  "delivery-errors",
  "purchase-order-sync"
]

/** Folders that run over ports like a flow. */
const overPorts = [...flows, "doctor"]

const anyFlow = `domain/{${overPorts.join(",")}}/*`

/** Rules of flows that the doctor asks, so that it says what they will do. */
const askedRules = [
  "domain/order-export/ExportDecision",
  "domain/order-sync/StatusMapping",
  "domain/inventory-sync/WarehouseLink"
]

const flowRows = (folder: string): ReadonlyArray<Row> => [
  {
    files: `domain/${folder}/*{Cancellation,Errors,Export,Intake,Poll,Scan,Sync}`,
    may: ["effect", `domain/${folder}/*`, "domain/ports/*", vocabulary],
    why: "a flow knows ports and vocabularies, never another flow"
  },
  {
    files: `domain/${folder}/*`,
    may: ["effect", `domain/${folder}/*`, "domain/ports/*", vocabulary],
    typeOnly: ["domain/ports/*"],
    pure: true,
    why: "a rule is a pure function; a flow bears one of the names of the row above"
  }
]

const adapterRows = (system: "omnium" | "ongoing", port: "Omnium" | "Ongoing"): ReadonlyArray<Row> => [
  {
    files: `adapters-${system}/wire/*`,
    may: ["effect", `adapters-${system}/wire/*`, `domain/${system}/*`],
    why: "the wire knows its own shapes and the vocabulary they are mapped to"
  },
  {
    files: `adapters-${system}/*`,
    may: [
      "effect",
      "effect/{http,encoding}",
      "adapter-kit/*",
      `adapters-${system}/**`,
      `domain/${system}/*`,
      `domain/ports/{${port},Upstream}`
    ],
    why: "an adapter knows its port, HTTP and nothing of the service around it"
  }
]

const simulatorRows = (system: "omnium" | "ongoing", port: "Omnium" | "Ongoing"): ReadonlyArray<Row> => {
  const simulator = `${system}-simulator`
  const model = ["effect", `${simulator}/*`, `${simulator}/{seed,wire}/*`, `domain/${system}/*`]
  const pureKit =
    "simulator-kit/{Catalogue,CopyOnWriteMap,IsoDuration,Ledger,NearestName,Random,Table,World,WorldStore}"
  return [
    {
      files: `${simulator}/main`,
      may: ["effect", "node:util", `${simulator}/**`, "simulator-kit/*"],
      root: true,
      why: "the command knows its own simulator and the kit"
    },
    {
      files: `${simulator}/${port}InMemory`,
      may: [...model, "simulator-kit/*", `domain/ports/{${port},Upstream}`],
      why: "the in-memory face is the model behind its port"
    },
    {
      files: `${simulator}/${port}Simulator`,
      may: [...model, `${simulator}/**`, "hono", "simulator-kit/*"],
      why: "the simulator puts its model, its doors and the kit together"
    },
    {
      files: `${simulator}/wire/*`,
      may: [...model, pureKit],
      why: "the simulator's wire shapes are its own, written from the vendor's description"
    },
    {
      files: `${simulator}/wire/answers/*`,
      may: ["effect", `${simulator}/wire/answers/*`],
      why: "the models of the answers are the check of the code that builds them, and know nothing of it"
    },
    {
      files: `${simulator}/api/operations/*`,
      may: ["effect", `${simulator}/{api,api/operations,wire,wire/answers}/*`],
      why: "an operation is described by what it takes and answers, not by how the model does it"
    },
    {
      files: `${simulator}/board/*`,
      may: [
        ...model,
        `${simulator}/{api,control,board}/*`,
        "hono",
        "hono/**",
        "simulator-kit/*",
        "simulator-kit/board/*"
      ],
      why: "a page shows the model and has buttons that call the doors"
    },
    {
      files: `${simulator}/{api,control}/*`,
      may: [
        ...model,
        // Parts of Effect that a barrel would load at every start.
        "effect/{JsonSchema,SchemaRepresentation}",
        `${simulator}/{api,control,api/operations,wire/answers}/*`,
        "hono",
        "hono/**",
        "simulator-kit/*"
      ],
      why: "a door is HTTP around the model; it knows no adapter and no flow"
    },
    {
      files: `${simulator}/{,seed/}*`,
      may: [...model, pureKit],
      why: "the model is pure: no HTTP, no clock, no randomness of the process"
    }
  ]
}

/** Who may import whom. Special rows stand before general ones; a folder without a row fails. */
export const importTable: ReadonlyArray<Row> = [
  {
    files: "domain/{omnium,ongoing}/*",
    may: ["effect", "domain/{omnium,ongoing}/*"],
    why: "a vocabulary knows neither ports nor flows"
  },
  {
    files: "domain/ports/*",
    may: ["effect", "domain/ports/*", vocabulary],
    why: "a port speaks the vocabularies, never a flow"
  },
  { files: "domain/sync/*", may: ["effect", vocabulary], why: "the bookkeeping knows neither ports nor flows" },
  {
    files: "domain/doctor/Doctor",
    may: ["effect", "domain/doctor/*", "domain/ports/*", vocabulary, ...askedRules],
    why: "the doctor asks the two systems, and the flows' own rules what they would do"
  },
  {
    files: "domain/doctor/*",
    may: ["effect", "domain/doctor/*", "domain/ports/*", vocabulary, ...askedRules],
    typeOnly: ["domain/ports/*"],
    pure: true,
    why: "what is found is judged by pure rules"
  },
  ...flows.flatMap(flowRows),

  {
    files: "adapter-kit/*",
    may: ["effect", "effect/{http,encoding}", "adapter-kit/*", "domain/ports/Upstream"],
    why: "the kit calls over HTTP, and knows neither system"
  },
  ...adapterRows("omnium", "Omnium"),
  ...adapterRows("ongoing", "Ongoing"),

  {
    files: "app/main",
    may: [
      "effect",
      "@effect/platform-node-shared/{NodeFileSystem,NodeRuntime}",
      "node:{crypto,fs,path,util}",
      "app/**"
    ],
    root: true,
    why: "the command starts what the app holds"
  },
  {
    files: "app/Settings*",
    may: ["effect", "effect/*", "app/Settings*", "adapters-ongoing/OngoingHost", "domain/{ports,sync}/*"],
    why: "the configuration is read here, before anything exists"
  },
  {
    files: "app/journal/*",
    may: [
      "bun:sqlite",
      "effect",
      "effect/sql",
      "@effect/sql-sqlite-bun",
      "app/journal/*",
      "domain/ports/{Journal,Upstream,Clock}",
      vocabulary
    ],
    why: "SQL lives here and nowhere else, and knows no HTTP"
  },
  {
    files: "app/blob-storage/*",
    may: ["effect", "node:crypto", "app/blob-storage/*", "domain/ports/{BlobStorage,Upstream}", "domain/sync/*"],
    why: "files behind the BlobStorage port"
  },
  {
    files: "app/engine/*",
    may: ["effect", "effect/observability", "app/engine/*", anyFlow, "domain/ports/*", vocabulary],
    why: "the engine runs flows over ports: no adapter, no SQL, no hono"
  },
  {
    files: "app/scheduled-tasks/*",
    may: ["effect", "app/{engine,scheduled-tasks}/*", "app/Settings*", anyFlow, "domain/ports/*", vocabulary],
    why: "a task is a schedule around the engine"
  },
  {
    files: "app/http/*",
    may: [
      ...["effect", "effect/observability", "hono", "hono/**", "node:crypto"],
      ...["app/{engine,http,scheduled-tasks}/*", "app/Settings*", anyFlow, "domain/ports/*", vocabulary]
    ],
    why: "a door stores work or asks the engine: no adapter, no SQL"
  },
  {
    files: "app/cli/*",
    may: ["effect", "node:util", "app/cli/*", "app/http/ItemJson", "domain/doctor/Finding"],
    why: "a command reads its arguments, asks the admin API and prints the answer"
  },
  {
    files: "app/*",
    may: [
      "effect",
      "effect/*",
      "hono",
      "@effect/platform-node-shared",
      "@effect/platform-node-shared/*",
      "app/**",
      "adapters-{omnium,ongoing}/*",
      "domain/**"
    ],
    why: "the composition root alone names adapters, and knows no simulator"
  },

  {
    files: "simulator-kit/WorldFile",
    may: ["effect", "effect/sql", "@effect/sql-sqlite-bun", "simulator-kit/*"],
    why: "the file that keeps worlds is the only place of the simulators with SQL"
  },
  {
    files: "simulator-kit/*",
    may: ["effect", "hono", "hono/**", "node:zlib", "simulator-kit/*"],
    why: "the kit knows neither system"
  },
  {
    files: "simulator-kit/board/*",
    may: ["effect", "hono", "hono/**", "simulator-kit/*", "simulator-kit/board/*"],
    why: "the pages that both simulators have know neither system"
  },
  ...simulatorRows("omnium", "Omnium"),
  ...simulatorRows("ongoing", "Ongoing"),

  {
    files: "demo/main",
    may: [
      ...["effect", "effect/*", "@effect/platform-node-shared", "node:{crypto,fs,os,path,util}"],
      ...["demo/**", "app/**", "{omnium,ongoing}-simulator/*", "simulator-kit/*"]
    ],
    root: true,
    why: "the command puts the three systems together"
  },
  {
    files: "demo/Renewable",
    may: ["effect"],
    why: "closing and opening anew knows nothing of what it opens"
  },
  {
    files: "demo/stage/*",
    may: ["demo/**", "hono", "hono/**"],
    why: "the story's page is told over HTTP too"
  },
  {
    files: "demo/*",
    may: ["demo/*"],
    why: "a story is told over HTTP, with nothing of the systems it tells of"
  },

  {
    files: "tests/soak/*",
    may: [
      ...["bun:sqlite", "bun:test", "node:{fs,path,util}", "tests/soak/*", "simulator-kit/Catalogue"],
      ...["tests/bench/Process", "tests/chaos/{Dice,Violation}", "tests/support/ShopOrder"],
      ...["omnium-simulator/*", "ongoing-simulator/*"]
    ],
    typeOnly: ["omnium-simulator/*", "ongoing-simulator/*"],
    why: "what three processes hold is seen through their doors alone, and judged without anything of the connector"
  },
  {
    files: "tests/contract/*.contract",
    may: ["bun:test", "effect", "effect/testing", "fast-check", "domain/**", "tests/{support,contract}/**"],
    why: "a contract knows ports; who keeps it is named by its test"
  },
  {
    files: "tests/contract/*",
    may: [
      ...[
        "bun:sqlite",
        "bun:test",
        "effect",
        "effect/*",
        "@effect/**",
        "node:*",
        "domain/**",
        "tests/{support,contract,fixtures}/**"
      ],
      ...["adapters-{omnium,ongoing}/*Http", "app/journal/*", "app/blob-storage/*", "simulator-kit/*"],
      "{omnium,ongoing}-simulator/{Omnium,Ongoing}{InMemory,Simulator}"
    ],
    why: "a contract is kept by whole layers, whatever is inside them"
  },
  {
    files: "tests/crash/main",
    may: [
      ...["effect", "@effect/platform-node-shared/{NodeFileSystem,NodeRuntime}", "node:{crypto,fs}"],
      ...["app/{Service,Settings}", "app/http/Serve", "domain/ports/Upstream", "tests/{support,crash}/*"]
    ],
    root: true,
    why: "the process that may die is the service as it is, with a point to die at and a time to jump in"
  },
  {
    files: "tests/crash/JournalImage",
    may: ["effect", "effect/sql", "node:fs", "app/journal/Database", "tests/support/*"],
    why: "an image is opened by the journal's own layer"
  },
  {
    files: "tests/crash/*",
    may: [
      ...["node:{fs,util}", "tests/{support,crash}/*", "tests/architecture/Sources"],
      ...["{omnium,ongoing}-simulator/*", "simulator-kit/*"]
    ],
    why: "a death is judged by the two systems and the list of work, with nothing of what is inside the connector"
  },
  {
    files: "tests/fuzz/*Target",
    may: ["tests/{support,simulators,fuzz}/**", "{omnium,ongoing}-simulator/{Omnium,Ongoing}Simulator"],
    why: "a target is one system as its callers see it"
  },
  {
    files: "tests/fuzz/*.test",
    may: ["bun:test", "tests/fuzz/*"],
    why: "what is fuzzed is a target, whatever is inside it"
  },
  {
    files: "tests/fuzz/*",
    may: ["ajv/dist/*", "fast-check", "tests/fuzz/*"],
    why: "calls are made from documents, with nothing of the systems they go to"
  },
  {
    files: "tests/models/*",
    may: ["bun:test", "effect", "fast-check", "tests/{support,models}/**"],
    why: "a model is written from the rules: what is right it never asks the product"
  }
]
