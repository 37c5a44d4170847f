import {
  type DecodedAuthorization,
  isRecoverable,
  readAuthorization,
  RlpCursor,
  toHex,
  writeAuthorizationPayload,
} from "@muniment/protocol";
import { isEmptyAccount, noCodeHash } from "../AccountFields.js";
import { delegationOf } from "../delegationOf.js";
import { wordOfBytes } from "../instructions/wordOfBytes.js";
import { limits } from "../limits.js";
import type { PhaseData } from "../PhaseData.js";
import { prices } from "../prices.js";
import { recoverSigner } from "../recoverSigner.js";
import type { StepContext } from "../StepContext.js";

const payloadSize = 80;
/** Bytes that an authorization takes at most. */
const authorizationSize = 136;

/** Phase AUTHORIZE: carries out the next authorization; a bad one is passed over (EIP-7702, EXEC-52). */
export function authorize(step: StepContext, { at, left }: Extract<PhaseData, { phase: "authorize" }>): void {
  if (left === 0) {
    step.goTo({ phase: "launch" });
    return;
  }
  const { raw } = step.transaction;
  step.readPages("raw", raw, at, authorizationSize);
  const cursor = new RlpCursor(raw.read(0, raw.size), at, raw.size);
  apply(step, readAuthorization(cursor));
  step.goTo({ phase: "authorize", at: cursor.position, left: left - 1 });
}

function apply(step: StepContext, authorization: DecodedAuthorization): void {
  const { bytes, chainIdStart, chainIdEnd, target, nonce } = authorization;
  const chainId = wordOfBytes(bytes.subarray(chainIdStart, chainIdEnd));
  if (chainId !== 0n && chainId !== BigInt(step.environment.chainId)) return;
  if (nonce === limits.lastNonce || !isRecoverable(authorization)) return;
  const authority = recoverSigner(authorization, writeAuthorizationPayload, payloadSize);
  if (authority === undefined) return;
  step.warmAccount(authority);
  const account = step.account(authority);
  const hasCode = account.codeHash !== noCodeHash;
  if (hasCode && delegationOf(step.code(account.codeHash)) === undefined) return;
  if (account.nonce !== nonce) return;
  if (!isEmptyAccount(account)) step.machine.refund += prices.existingAccountRefund;
  const to = bytes.subarray(target, target + 20);
  const isCleared = BigInt(toHex(to)) === 0n;
  const codeHash = isCleared ? noCodeHash : step.store.addCode(Uint8Array.of(0xef, 0x01, 0x00, ...to));
  step.setAccount(authority, { ...account, nonce: nonce + 1n, codeHash });
}
