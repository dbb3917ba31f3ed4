/**
 * The time port is Effect's own service: read by `DateTime.now`, steered in tests by `TestClock`.
 * This file only gives it its name among the ports.
 */
export { Clock } from "effect"
