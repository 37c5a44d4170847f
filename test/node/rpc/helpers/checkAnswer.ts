import { expect } from "chai";
import { errors } from "@muniment/protocol";

/** Numbers of errors that a client can be given: those of the registry, but the one of what nobody foresaw. */
const known = new Set(
  Object.values(errors).flatMap((entry) => ("rpc" in entry ? [entry.rpc as number] : [])),
);
known.delete(-32603);

interface Answer {
  readonly jsonrpc?: unknown;
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code?: unknown; readonly message?: unknown };
}

/** Checks that what came is an answer of JSON-RPC 2.0 to the body. @returns The errors' numbers, undefined for results. */
export function checkAnswer(body: string | Buffer, text: string): (number | undefined)[] {
  const shown = (typeof body === "string" ? body : body.toString("hex")).slice(0, 2_000);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    expect.fail(`no JSON: ${text.slice(0, 200)} for ${shown}`);
  }
  const answers = (Array.isArray(parsed) ? parsed : [parsed]) as Answer[];
  return answers.map((answer) => {
    const about = `${JSON.stringify(answer).slice(0, 500)} for ${shown}`;
    expect(answer.jsonrpc, about).to.equal("2.0");
    expect("id" in answer, about).to.equal(true);
    expect("result" in answer, about).to.not.equal("error" in answer);
    if (!("error" in answer)) return undefined;
    const { code, message } = answer.error ?? {};
    if (typeof code !== "number" || !known.has(code)) expect.fail(`an unforeseen error: ${about}`);
    expect(message, about).to.be.a("string");
    return code;
  });
}
