import type { ErrorEntry } from "./errors/ErrorEntry.js";
import { bridgeErrors } from "./errors/bridgeErrors.js";
import { chainErrors } from "./errors/chainErrors.js";
import { deploymentErrors } from "./errors/deploymentErrors.js";
import { derivationErrors } from "./errors/derivationErrors.js";
import { disputeErrors } from "./errors/disputeErrors.js";
import { executionErrors } from "./errors/executionErrors.js";
import { laneErrors } from "./errors/laneErrors.js";
import { machineErrors } from "./errors/machineErrors.js";
import { nodeErrors } from "./errors/nodeErrors.js";
import { settlementErrors } from "./errors/settlementErrors.js";
import { settlementServiceErrors } from "./errors/settlementServiceErrors.js";

/**
 * The registry of every error the project raises off chain. A code is stable; its words may improve.
 * - `doc` says what is wrong in one line.
 * - `sentence` and `next` are what a person reads; `{name}` takes `name` from the context.
 * - `exitCode` is the command line's: 1 usage or bad input, 2 refused by policy, 3 chain, 4 not final.
 * - `rpc` is the JSON-RPC error number, where the error can travel over JSON-RPC.
 */
export const errors = {
  HEX_INVALID: {
    doc: "A text that should be bytes in hexadecimal is not.",
    sentence: "{value} is not valid hexadecimal: {problem}.",
    next: "Write 0x and two digits a byte.",
    exitCode: 1,
    rpc: -32602,
  },
  IDENTIFIER_INVALID: {
    doc: "An identifier breaks the rule of its standard.",
    sentence: "{value} is not a valid {kind}: {problem}.",
    next: "Compare it with the register that issued it.",
    exitCode: 1,
    rpc: -32602,
  },
  INTEGER_OUT_OF_RANGE: {
    doc: "A number does not fit the type it is encoded as.",
    sentence: "{value} does not fit {type}.",
    next: "Give a whole number within the type's range.",
    exitCode: 1,
    rpc: -32602,
  },
  AMOUNT_INVALID: {
    doc: "An amount of money or units is not a plain decimal text of the allowed precision.",
    sentence: "{value} is not an amount with at most {decimals} decimals: {problem}.",
    next: "Write digits with a point, without separators or sign, for example 1250.50.",
    exitCode: 1,
    rpc: -32602,
  },
  DATE_INVALID: {
    doc: "A text is not a day of the calendar.",
    sentence: "{value} is not a date: {problem}.",
    next: "Write the day as YYYY-MM-DD.",
    exitCode: 1,
    rpc: -32602,
  },
  SCHEDULE_INVALID: {
    doc: "Dates or terms of an instrument make no coupon schedule.",
    sentence: "The schedule cannot be made: {problem}.",
    next: "Correct the instrument's terms.",
    exitCode: 1,
    rpc: -32602,
  },
  CANONICAL_VALUE_UNSUPPORTED: {
    doc: "A value has no canonical JSON form.",
    sentence: "The value at {path} has no canonical form: {problem}.",
    next: "Use texts, whole numbers, bigint, true, false, null, lists and plain objects.",
    exitCode: 1,
  },
  FIELD_DUPLICATE: {
    doc: "A field tree was given the same field twice.",
    sentence: "The field {field} occurs twice.",
    next: "Give each field one value.",
    exitCode: 1,
  },
  FIELD_UNKNOWN: {
    doc: "A field is not in the tree.",
    sentence: "The field {field} is not among the attested fields.",
    next: "Use one of: {known}.",
    exitCode: 1,
  },
  FIELDS_EMPTY: {
    doc: "A field tree needs a field.",
    sentence: "There is no field to commit to.",
    next: "Give at least one fact.",
    exitCode: 1,
  },
  SECRET_INVALID: {
    doc: "The secret that salts are derived from has the wrong length.",
    sentence: "The salt secret has {length} bytes, not 32.",
    next: "Give 32 random bytes and keep them.",
    exitCode: 1,
  },
  SERIAL_INVALID: {
    doc: "A serial is empty, too long or has characters outside printable ASCII.",
    sentence: "Line {line}: {serial} is not a valid serial: {problem}.",
    next: "Correct the serial.",
    exitCode: 1,
  },
  SERIAL_DUPLICATE: {
    doc: "Two serials of one list are the same after normalisation.",
    sentence: "Serial {serial} is on line {firstLine} and again on line {line}.",
    next: "Remove one of the two lines.",
    exitCode: 1,
  },
  SERIAL_UNKNOWN: {
    doc: "A serial is not in the list.",
    sentence: "Serial {serial} is not in the list of {count} serials.",
    next: "Check the serial, or the list it should be in.",
    exitCode: 1,
  },
  POLICY_REFUSED: {
    doc: "A contract refused a call with a custom error.",
    sentence: "{call} was refused: {reason}.",
    next: "Nothing was changed; the error is {error}.",
    exitCode: 2,
    rpc: 3,
  },
  CHAIN_FAILED: {
    doc: "A call did not reach the chain or came back without a decodable reason.",
    sentence: "{call} failed on the chain: {problem}.",
    next: "Check the node and the account's balance, then run the command again.",
    exitCode: 3,
    rpc: -32603,
  },
  AUDIT_TAMPERED: {
    doc: "An audit trail is not what was exported.",
    sentence: "Line {line} of the audit trail is not as it was exported: {problem}.",
    next: "Export the trail again from a chain you trust and compare.",
    exitCode: 2,
  },
  AUDIT_HEAD_MISMATCH: {
    doc: "An audit trail ends in another hash than the trusted one.",
    sentence: "The audit trail ends in {actual}, not in {expected}.",
    next: "Export the trail again from a chain you trust and compare.",
    exitCode: 2,
  },
  AUDIT_UNREADABLE: {
    doc: "A file is not an exported audit trail.",
    sentence: "{file} is not a readable audit trail: {problem}.",
    next: "Export it again with rwa audit --export.",
    exitCode: 1,
  },
  DEPLOYMENT_MISSING: {
    doc: "Nothing is deployed on the chosen network.",
    sentence: "There is no deployment at {path}.",
    next: "Run npx hardhat rwa deploy with the same --network.",
    exitCode: 1,
  },
  MANIFEST_INVALID: {
    doc: "A deployment manifest is not one.",
    sentence: "{path} is not a deployment manifest: {problem}.",
    next: "Restore it, or deploy again.",
    exitCode: 1,
  },
  CONFIGURATION_INVALID: {
    doc: "A deployment configuration is not one.",
    sentence: "{path} is not a configuration: {problem}.",
    next: "Compare it with ignition/parameters/development.json.",
    exitCode: 1,
  },
  ARGUMENT_MISSING: {
    doc: "A task needs an option that was not given.",
    sentence: "The option {option} is missing.",
    next: "Add it; --help lists the options.",
    exitCode: 1,
  },
  ARGUMENT_INVALID: {
    doc: "An option of a task has a value it cannot have.",
    sentence: "{value} is not valid for {option}: {expected} is expected.",
    next: "Correct it; --help lists the options.",
    exitCode: 1,
  },
  ACCOUNT_UNKNOWN: {
    doc: "An account is neither an address nor a name of the deployment.",
    sentence: "{account} is neither an address nor an account of this deployment.",
    next: "Use an address or one of: {known}.",
    exitCode: 1,
  },
  ASSET_UNKNOWN: {
    doc: "Nobody submitted an asset with this id.",
    sentence: "There is no asset {asset} in this deployment.",
    next: "Check the id and the --network; rwa register prints the id.",
    exitCode: 1,
  },
  TOKEN_MISSING: {
    doc: "An asset has no token yet.",
    sentence: "The asset {asset} has no token.",
    next: "Tokenize it first.",
    exitCode: 2,
  },
  TRANSFER_REFUSED: {
    doc: "A transfer breaks a rule.",
    sentence: "The transfer breaks {count} of the rules listed.",
    next: "Mend what they name and try again.",
    exitCode: 2,
  },
  INPUT_SYNTAX: {
    doc: "An input file is not well-formed JSON or CSV.",
    sentence: "{file}, line {line}, column {column}: {problem}.",
    next: "Correct the file and run the command again.",
    exitCode: 1,
  },
  INPUT_FIELD_MISSING: {
    doc: "An input file lacks a required field.",
    sentence: "{file}, line {line}: the field {field} is missing.",
    next: "Add it and run the command again.",
    exitCode: 1,
  },
  INPUT_FIELD_UNKNOWN: {
    doc: "An input file has a field nobody reads.",
    sentence: "{file}, line {line}: the field {field} is unknown.",
    next: "Remove it or correct its name.",
    exitCode: 1,
  },
  INPUT_FIELD_INVALID: {
    doc: "A field of an input file has a value that is not allowed.",
    sentence: "{file}, line {line}, field {field}: {problem}.",
    next: "Correct the value and run the command again.",
    exitCode: 1,
  },
  INPUT_DUPLICATE: {
    doc: "A field, or a value that must be unique, occurs twice in an input file.",
    sentence: "{file}, line {line}, field {field}: {value} already stands on line {firstLine}.",
    next: "Remove one of the two.",
    exitCode: 1,
  },
  INPUT_INCONSISTENT: {
    doc: "Two input files contradict each other.",
    sentence: "{file}, field {field}: {problem}.",
    next: "Make the two files agree and run the command again.",
    exitCode: 1,
  },
  DOCUMENT_UNREADABLE: {
    doc: "No text can be taken from a document.",
    sentence: "{document} cannot be read: {problem}.",
    next: "Ask its author for a text PDF or a plain UTF-8 text file.",
    exitCode: 1,
  },
  DOCUMENT_HASH_MISMATCH: {
    doc: "A document's bytes are not those that were submitted.",
    sentence: "{document} has the hash {found}, but {expected} was submitted.",
    next: "Do not sign; ask the issuer for the submitted document or for a new revision.",
    exitCode: 2,
  },
  DOCUMENT_FACT_MISSING: {
    doc: "A document does not state a fact it must state.",
    sentence: "{document} nowhere states {fact}; the asset record says {expected}.",
    next: "Do not sign; ask its author to state it.",
    exitCode: 2,
  },
  DOCUMENT_FACT_MISMATCH: {
    doc: "A document contradicts the asset record.",
    sentence:
      '{document}, page {page}: {fact} is {found}, but the asset record says {expected}. It reads: "{quote}".',
    next: "Do not sign; find out which of the two is right.",
    exitCode: 2,
  },
  FACT_UNDEFINED: {
    doc: "Evidence asks for a fact the asset record does not have.",
    sentence: "The asset record has no {fact}, which {topic} needs.",
    next: "Complete the input files.",
    exitCode: 1,
  },
  ATTESTER_IS_SUBJECT: {
    doc: "A party would attest about itself.",
    sentence: "{attester} is the subject of the attestation and cannot attest about itself.",
    next: "Ask an independent attester.",
    exitCode: 2,
  },
  SIGNER_MISMATCH: {
    doc: "The key that would sign is not the attester's.",
    sentence: "The signer is {signer}, but the attestation names {attester}.",
    next: "Sign with the attester's key.",
    exitCode: 2,
  },
  FILE_UNREADABLE: {
    doc: "A file cannot be read.",
    sentence: "{file} cannot be read: {problem}.",
    next: "Check the path and its rights.",
    exitCode: 1,
  },
  EXPECTED_REFUSAL: {
    doc: "Something that must be refused was not.",
    sentence: "This should have been refused and was not: {what}.",
    next: "A rule is broken; report it.",
    exitCode: 3,
  },
  INPUT_NOT_SUBMITTED: {
    doc: "An input file, or a document it names, is not what was submitted on chain.",
    sentence: "{file} or a document it names is not what was submitted for the stage {stage}.",
    next: "Do not sign; get the submitted files, or have a new revision submitted.",
    exitCode: 2,
  },
  ...bridgeErrors,
  ...chainErrors,
  ...derivationErrors,
  ...disputeErrors,
  ...executionErrors,
  ...laneErrors,
  ...machineErrors,
  ...nodeErrors,
  ...settlementErrors,
  ...settlementServiceErrors,
  ...deploymentErrors,
} as const satisfies Readonly<Record<string, ErrorEntry>>;

/** A code of the registry. */
export type ErrorCode = keyof typeof errors;

/** What an error may carry as evidence. */
export type ErrorValue = string | number | bigint | boolean;

type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** The evidence of a code: every name its sentence uses, and any other. */
export type ErrorContext<Code extends ErrorCode = ErrorCode> = {
  readonly [Name in Placeholder<(typeof errors)[Code]["sentence" | "next"]>]: ErrorValue;
} & Readonly<Record<string, ErrorValue>>;

/**
 * The only error the project throws off chain: a code and its evidence. Never match on the message.
 * @example throw new ProtocolError("SERIAL_DUPLICATE", { serial: "EVC-1", firstLine: 2, line: 9 });
 */
export class ProtocolError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly context: Readonly<Record<string, ErrorValue>>;

  constructor(code: Code, context: ErrorContext<Code>, options?: { readonly cause?: unknown }) {
    super(sentenceOf(code, context), options);
    this.name = "ProtocolError";
    this.code = code;
    this.context = context;
  }

  /** The command line's exit code. */
  get exitCode(): 1 | 2 | 3 | 4 {
    return errors[this.code].exitCode;
  }

  /** The JSON-RPC error number, if the error has one. */
  get rpc(): number | undefined {
    const entry: ErrorEntry = errors[this.code];
    return entry.rpc;
  }
}

/** What is wrong and what to do next, from a code and its evidence. */
export function sentenceOf(code: ErrorCode, context: Readonly<Record<string, ErrorValue>>): string {
  const { sentence, next } = errors[code];
  // Evidence may be a sentence itself: its full stop is ours too.
  return `${sentence} ${next}`.replace(/\{(\w+)\}(\.?)/g, (whole, name: string, stop: string) => {
    const value = context[name];
    if (value === undefined) return whole;
    return stop === "" ? String(value) : String(value).replace(/\.?$/, stop);
  });
}
