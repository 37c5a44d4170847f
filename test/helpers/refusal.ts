import { decodeRevert, type Revert } from "@muniment/sdk";
import { expect } from "chai";

/** The custom error `call` is refused with; fails the test when it succeeds or fails without a name. */
export async function refusal(call: Promise<unknown>): Promise<Revert> {
  let outcome: unknown;
  try {
    outcome = await call;
  } catch (error) {
    const revert = decodeRevert(error);
    if (revert === undefined) throw error;
    return revert;
  }
  return expect.fail(`was not refused but gave ${String(outcome)}`);
}

/** Expects the named custom error; `args` are compared by parameter name, as text in lower case. */
export async function expectRefusal(
  call: Promise<unknown>,
  name: string,
  args: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const revert = await refusal(call);
  expect(revert.name).to.equal(name);
  for (const [key, value] of Object.entries(args)) {
    expect(revert.args, `argument ${key}`).to.have.property(key);
    expect(String(revert.args[key]).toLowerCase(), `argument ${key}`).to.equal(String(value).toLowerCase());
  }
}
