import type { Arguments } from "../context/Arguments.js";
import type { SettleContext } from "./SettleContext.js";
import { l1Time } from "./l1Time.js";

const hour = 3_600n;

/** When an operation expires: --lifetime seconds from now, an hour without it. */
export async function expiryOf({ l1 }: SettleContext, args: Arguments): Promise<bigint> {
  const lifetime = args.optional("lifetime") === undefined ? hour : args.amount("lifetime");
  return (await l1Time(l1)) + lifetime;
}
