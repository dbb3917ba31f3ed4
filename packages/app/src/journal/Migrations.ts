import { Effect } from "effect"
import { Migrator, SqlClient } from "effect/sql"

/** Times are milliseconds since 1970, by the connector's clock or the other system's; never by SQLite's. */
export const migrations = Migrator.fromRecord({
  "0001_journal": Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    // AUTOINCREMENT: the id of a work item is never given twice, so what names one always means the same.
    yield* sql`CREATE TABLE items (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      tenant TEXT NOT NULL,
      flow TEXT NOT NULL,
      key TEXT NOT NULL,
      lane TEXT NOT NULL,
      reference TEXT,
      source TEXT NOT NULL,
      event_id TEXT,
      body_hash TEXT,
      run TEXT,
      state TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      not_before INTEGER,
      finished_at INTEGER,
      cause TEXT,
      message TEXT,
      coalesced_into INTEGER REFERENCES items (id)
    ) STRICT`
    yield* sql`CREATE INDEX items_of_lane ON items (lane, id) WHERE state = 'open'`
    yield* sql`CREATE INDEX items_in_turn ON items (tenant, key, id) WHERE state = 'open'`
    yield* sql`CREATE INDEX items_by_state ON items (tenant, state, id)`
    yield* sql`CREATE INDEX items_by_key ON items (tenant, key, id)`
    yield* sql`CREATE INDEX items_of_run ON items (run, id) WHERE run IS NOT NULL`
    yield* sql`CREATE TABLE intents (
      tenant TEXT NOT NULL,
      flow TEXT NOT NULL,
      key TEXT NOT NULL,
      state TEXT NOT NULL,
      request TEXT NOT NULL,
      hash TEXT NOT NULL,
      kept TEXT NOT NULL,
      reference TEXT,
      PRIMARY KEY (tenant, flow, key)
    ) STRICT`
    // Without a reference to items: an audit outlives the item it was made for.
    yield* sql`CREATE TABLE audits (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      tenant TEXT NOT NULL,
      item INTEGER NOT NULL,
      system TEXT NOT NULL,
      operation TEXT NOT NULL,
      key TEXT NOT NULL,
      at INTEGER NOT NULL,
      finished_at INTEGER,
      outcome TEXT NOT NULL,
      message TEXT
    ) STRICT`
    yield* sql`CREATE INDEX audits_by_key ON audits (tenant, key, id)`
    yield* sql`CREATE TABLE cursors (
      tenant TEXT NOT NULL,
      task TEXT NOT NULL,
      scope TEXT NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (tenant, task, scope)
    ) STRICT`
    yield* sql`CREATE TABLE watched (
      tenant TEXT NOT NULL,
      order_id INTEGER NOT NULL,
      goods_owner_id INTEGER NOT NULL,
      order_number TEXT NOT NULL,
      key TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      exported_at INTEGER NOT NULL,
      sent_at INTEGER,
      next_read INTEGER,
      PRIMARY KEY (tenant, order_id)
    ) STRICT`
    yield* sql`CREATE INDEX watched_due ON watched (tenant, goods_owner_id, next_read) WHERE next_read IS NOT NULL`
    yield* sql`CREATE TABLE runs (
      tenant TEXT NOT NULL,
      task TEXT NOT NULL,
      report TEXT NOT NULL,
      PRIMARY KEY (tenant, task)
    ) STRICT`
  }),
  "0002_stale_stock": Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* sql`CREATE TABLE stale_stock (
      tenant TEXT NOT NULL,
      warehouse TEXT NOT NULL,
      sku TEXT NOT NULL,
      write INTEGER NOT NULL,
      settles_at INTEGER NOT NULL,
      known INTEGER NOT NULL,
      adjusts INTEGER NOT NULL,
      PRIMARY KEY (tenant, warehouse, sku, write)
    ) STRICT, WITHOUT ROWID`
    yield* sql`CREATE INDEX stale_stock_of_write ON stale_stock (write)`
  }),
  "0003_inventory": Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* sql`CREATE TABLE levels (
      tenant TEXT NOT NULL,
      warehouse TEXT NOT NULL,
      article INTEGER NOT NULL,
      sku TEXT NOT NULL,
      folded TEXT NOT NULL,
      sellable REAL,
      seen_at INTEGER NOT NULL,
      matched_sku TEXT,
      PRIMARY KEY (tenant, warehouse, article)
    ) STRICT, WITHOUT ROWID`
    yield* sql`CREATE INDEX levels_by_sku ON levels (tenant, warehouse, folded)`
    yield* sql`CREATE INDEX levels_unmatched ON levels (tenant, warehouse)
      WHERE matched_sku IS NOT sku AND sellable <> 0`
    yield* sql`CREATE TABLE booked (
      tenant TEXT NOT NULL,
      key TEXT NOT NULL,
      warehouse TEXT NOT NULL,
      sku TEXT NOT NULL,
      quantity REAL NOT NULL,
      PRIMARY KEY (tenant, key, sku)
    ) STRICT, WITHOUT ROWID`
    yield* sql`CREATE INDEX booked_by_sku ON booked (tenant, warehouse, sku)`
    yield* sql`CREATE TABLE full_scans (
      tenant TEXT NOT NULL,
      warehouse TEXT NOT NULL,
      scope TEXT NOT NULL,
      began_at INTEGER NOT NULL,
      next INTEGER NOT NULL,
      complete INTEGER NOT NULL,
      PRIMARY KEY (tenant, warehouse)
    ) STRICT`
  }),
  "0004_failures": Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* sql`CREATE TABLE failures (
      host TEXT NOT NULL,
      operation TEXT NOT NULL,
      tenant TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT`
  }),
  "0005_watched_purchase_orders": Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* sql`CREATE TABLE watched_purchase_orders (
      tenant TEXT NOT NULL,
      purchase_order_id INTEGER NOT NULL,
      goods_owner_id INTEGER NOT NULL,
      purchase_order_number TEXT NOT NULL,
      watched_until INTEGER NOT NULL,
      PRIMARY KEY (tenant, purchase_order_id)
    ) STRICT`
    yield* sql`CREATE INDEX watched_purchase_orders_of_owner
      ON watched_purchase_orders (tenant, goods_owner_id, watched_until)`
  }),
  "0006_tracking_due": Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* sql`ALTER TABLE watched ADD COLUMN tracking_due INTEGER`
  }),
  "0007_polled_settings": Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* sql`CREATE TABLE polled_settings (
      tenant TEXT NOT NULL,
      task TEXT NOT NULL,
      hash TEXT NOT NULL,
      PRIMARY KEY (tenant, task)
    ) STRICT`
  })
})
