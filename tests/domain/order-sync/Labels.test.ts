import { describe, expect, test } from "bun:test"
import { labelsAmong } from "@omnium-ongoing/domain/order-sync/Labels"

const pdf = (size = 100) => {
  const bytes = new Uint8Array(size)
  bytes.set(new TextEncoder().encode("%PDF-"))
  return bytes
}

const file = (fileId: number, fileName: string, bytes = pdf()) => ({
  fileId,
  fileName,
  mimeType: "application/pdf",
  bytes
})

const ids = (files: ReadonlyArray<{ readonly fileId: number }>) => files.map(({ fileId }) => fileId)

describe("Tracking Information: LabelLink and ReturnLabelLink", () => {
  test("label*.pdf and return*.pdf, whatever their case, the oldest first", () => {
    const labels = labelsAmong([
      file(9, "label-2.pdf"),
      file(3, "Label.PDF"),
      file(5, "RETURN-label.pdf"),
      file(4, "return.pdf"),
      file(1, "invoice.pdf"),
      file(2, "label.zpl")
    ])
    expect(ids(labels.labels)).toEqual([3, 9])
    expect(ids(labels.returnLabels)).toEqual([4, 5])
  })

  test("no other names", () => {
    const names = ["my-label.pdf", "label.pdf.exe", "labelpdf", "returns", " label.pdf"]
    expect(labelsAmong(names.map((name, index) => file(index, name)))).toEqual({
      labels: [],
      returnLabels: []
    })
  })
})

describe("what is no PDF is no label (S29)", () => {
  const taken = (bytes: Uint8Array<ArrayBuffer>) => labelsAmong([file(1, "label.pdf", bytes)]).labels.length === 1

  test("by the first bytes, not by name or type", () => {
    expect(taken(pdf())).toBe(true)
    for (const text of ["", "%PDF", "<html>%PDF-", "%pdf-1.7"])
      expect(taken(new TextEncoder().encode(text))).toBe(false)
  })

  test("and of at most 20 MiB, not a byte more", () => {
    expect(taken(pdf(20 * 1024 * 1024))).toBe(true)
    expect(taken(pdf(20 * 1024 * 1024 + 1))).toBe(false)
  })
})
