import { expect, test } from "bun:test"
import { pingCommand } from "@omnium-ongoing/adapters-ongoing/Ping"

test("the ping as a command line asks for the password, and its words end no quotation (C5)", () => {
  expect(pingCommand(new URL("https://api.ongoingsystems.se/o'neil/api/v1"), "WSI 'x' $HOME")).toBe(
    "curl --include --user 'WSI '\\''x'\\'' $HOME' 'https://api.ongoingsystems.se/o'\\''neil/api/v1/orders/statuses'"
  )
})
