declare module "*.css" {
  const text: string
  export default text
}

/** Scripts of a page: text here, code in the browser. */
declare module "*.client.js" {
  const text: string
  export default text
}
