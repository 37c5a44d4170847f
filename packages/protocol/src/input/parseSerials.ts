import { ProtocolError } from "../errors.js";
import { buildSerialTree } from "../serials/buildSerialTree.js";
import type { SerialTree } from "../serials/SerialTree.js";
import { readCsv } from "./readCsv.js";

/**
 * Reads a list of serials: serial, site, meter. Sites and meters are for people; the chain holds the serials.
 * @throws INPUT_SYNTAX, INPUT_DUPLICATE, INPUT_FIELD_MISSING, INPUT_FIELD_UNKNOWN, INPUT_FIELD_INVALID
 */
export function parseSerials(file: string, text: string): SerialTree {
  const rows = readCsv(file, text, ["serial", "site", "meter"]);
  try {
    return buildSerialTree(
      rows.map(({ cells }) => cells["serial"] ?? ""),
      rows.map(({ line }) => line),
    );
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause;
    const { serial = "", line = 0, firstLine = 0, problem = "" } = cause.context;
    const context = { file, line, field: "serial" };
    if (cause.code === "SERIAL_DUPLICATE") {
      throw new ProtocolError("INPUT_DUPLICATE", { ...context, value: serial, firstLine }, { cause });
    }
    throw new ProtocolError(
      "INPUT_FIELD_INVALID",
      { ...context, problem: `${JSON.stringify(serial)}: ${String(problem)}` },
      { cause },
    );
  }
}
