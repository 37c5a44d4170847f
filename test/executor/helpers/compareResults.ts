import type { CaseAccount, CaseResult } from "@muniment/executor/reference";
import { type Hex, toHex } from "@muniment/protocol";

/** Where two results part: the name of the first thing that differs, and both values. */
export interface Difference {
  readonly what: string;
  readonly first: string;
  readonly second: string;
}

/** The first difference between two results, or `undefined` when there is none. */
export function compareResults(first: CaseResult, second: CaseResult): Difference | undefined {
  const differs = (what: string, a: unknown, b: unknown): Difference | undefined =>
    a === b ? undefined : { what, first: String(a), second: String(b) };

  if (!first.valid || !second.valid) return differs("validity", verdict(first), verdict(second));
  return (
    differs("status", first.status, second.status) ??
    differs("gas used", first.gasUsed, second.gasUsed) ??
    differs("output", toHex(first.output), toHex(second.output)) ??
    differs("created address", first.createdAddress, second.createdAddress) ??
    differs("logs", logsText(first), logsText(second)) ??
    compareAccounts(first.postAccounts, second.postAccounts)
  );
}

function compareAccounts(
  first: ReadonlyMap<Hex, CaseAccount>,
  second: ReadonlyMap<Hex, CaseAccount>,
): Difference | undefined {
  for (const address of [...new Set([...first.keys(), ...second.keys()])].sort()) {
    const [a, b] = [partsOf(first.get(address)), partsOf(second.get(address))];
    for (const part of new Set([...a.keys(), ...b.keys()])) {
      const [x, y] = [a.get(part) ?? "none", b.get(part) ?? "none"];
      if (x !== y) return { what: `${part} of ${address}`, first: x, second: y };
    }
  }
  return undefined;
}

/** An account as named texts, so that a difference can be told by its name. */
function partsOf(account: CaseAccount | undefined): Map<string, string> {
  const parts = new Map([["existence", account === undefined ? "absent" : "present"]]);
  if (account === undefined) return parts;
  parts.set("nonce", account.nonce.toString());
  parts.set("balance", account.balance.toString());
  parts.set("code", toHex(account.code));
  for (const [slot, value] of account.storage)
    parts.set(`slot 0x${slot.toString(16)}`, `0x${value.toString(16)}`);
  return parts;
}

function verdict(result: CaseResult): string {
  return result.valid ? "valid" : "not valid";
}

function logsText({ logs }: CaseResult & { valid: true }): string {
  return logs
    .map(({ address, topics, data }) =>
      [address, ...topics.map((topic) => topic.toString(16)), toHex(data)].join(" "),
    )
    .join("; ");
}
