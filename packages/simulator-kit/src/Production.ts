/** Why a simulator must not start here, if so. */
export const refuseProduction = (
  env: Readonly<Record<string, string | undefined>>,
  isAllowed: boolean
): string | undefined =>
  env.NODE_ENV === "production" && !isAllowed
    ? "NODE_ENV is production: a simulator would stand in for a real system. Use --allow-production if that is meant."
    : undefined
