import { ProtocolError } from "@muniment/protocol";

/** Values of a task's options as the command line gives them. */
export type RawArguments = Readonly<Record<string, unknown>>;

/** Options of a task, read once and with an error that names what is missing or malformed. */
export class Arguments {
  readonly #raw: RawArguments;

  constructor(raw: RawArguments) {
    this.#raw = raw;
  }

  /** Text of an option, or undefined when it is not given. */
  optional(name: string): string | undefined {
    const value = this.#raw[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  /** Text of an option. @throws ARGUMENT_MISSING */
  text(name: string): string {
    const value = this.optional(name);
    if (value === undefined) throw new ProtocolError("ARGUMENT_MISSING", { option: toOption(name) });
    return value;
  }

  /** Whether a flag is given. */
  flag(name: string): boolean {
    return this.#raw[name] === true;
  }

  /** 32-byte id. @throws ARGUMENT_MISSING, ARGUMENT_INVALID */
  id(name: string): `0x${string}` {
    const value = this.text(name);
    if (/^0x[0-9a-fA-F]{64}$/.test(value)) return value.toLowerCase() as `0x${string}`;
    throw new ProtocolError("ARGUMENT_INVALID", {
      option: toOption(name),
      value,
      expected: "0x and 64 hexadecimal digits",
    });
  }

  /** Port of a server, or undefined when it is not given; 0 is any free one. @throws ARGUMENT_INVALID */
  port(name: string): number | undefined {
    const value = this.optional(name);
    if (value === undefined) return undefined;
    if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
    throw new ProtocolError("ARGUMENT_INVALID", {
      option: toOption(name),
      value,
      expected: "a port, 0 to 65535",
    });
  }

  /** Whole number, not negative. @throws ARGUMENT_MISSING, ARGUMENT_INVALID */
  amount(name: string): bigint {
    const value = this.text(name);
    if (/^\d+$/.test(value)) return BigInt(value);
    throw new ProtocolError("ARGUMENT_INVALID", {
      option: toOption(name),
      value,
      expected: "a whole number",
    });
  }
}

const toOption = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
