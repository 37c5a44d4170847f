import { type ChildProcess, spawn } from "node:child_process";
import fs, {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { BlockLog, startWorker } from "../../../../packages/executor/src/index.js";
import type { ProtocolError } from "../../../../packages/protocol/src/index.js";
import { caught } from "../../../helpers/caught.js";
import { logEntry } from "../../../helpers/logEntries.js";

const source = new URL("../../../../packages/executor/src/index.ts", import.meta.url).href;

describe("DirectoryLock", () => {
  let directory: string;
  const children: ChildProcess[] = [];
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "muniment-lock-"))));
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    rmSync(directory, { recursive: true });
  });

  const locks = (): string[] => readdirSync(directory).filter((name) => name.startsWith("lock"));
  const lock = (): string => join(directory, locks().at(-1) ?? "none");
  const isFree = (): boolean => readFileSync(lock(), "utf8") === "{}\n";
  const refusal = (): ProtocolError => caught(() => BlockLog.open(directory));
  /** Starts a process that opens the log; resolves with what it says, "open" or an error's code. */
  const other = async (then = "setInterval(() => undefined, 1000)"): Promise<[ChildProcess, string]> => {
    const script = `
      const { BlockLog } = await import(${JSON.stringify(source)});
      try {
        globalThis.log = BlockLog.open(${JSON.stringify(directory)});
        process.stdout.write("open");
        ${then};
      } catch (error) {
        process.stdout.write(String(error.code));
      }`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    const said = await new Promise<string>((resolve) => {
      let text = "";
      child.stdout.on("data", (part: Buffer) => resolve((text += part.toString())));
      child.once("close", () => resolve(text));
    });
    return [child, said];
  };
  const ended = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((resolve) => child.once("exit", resolve));
  };

  it("STORE-26: refuses a second log in the same process, until the first is closed", () => {
    const log = BlockLog.open(directory);
    log.append(logEntry(0));
    log.sync();
    const error = refusal();
    expect(error).to.deep.include({
      code: "LOG_LOCKED",
      context: { directory, pid: process.pid, file: lock() },
    });
    log.append(logEntry(1));
    log.close();
    expect(isFree()).to.equal(true);
    const again = BlockLog.open(directory);
    expect(again.last).to.equal(1n);
    again.close();
    // Closing the first again takes nothing away from who came later.
    const third = BlockLog.open(directory);
    log.close();
    expect(refusal().code).to.equal("LOG_LOCKED");
    third.close();
    expect(locks()).to.deep.equal(["lock-3.json"]);
    expect(isFree()).to.equal(true);
  });

  it("STORE-26: closing a log whose directory was removed is no failure", () => {
    const log = BlockLog.open(directory);
    rmSync(directory, { recursive: true });
    log.close();
    mkdirSync(directory);
  });

  it("STORE-26: refuses what another thread of the process has open", async () => {
    const module = new URL("../../../helpers/threadTasks.ts", import.meta.url);
    const worker = startWorker({ module, run: "holdLog", data: directory });
    await new Promise((resolve) => worker.once("message", resolve));
    expect(refusal().context).to.include({ pid: process.pid });
    await worker.terminate();
  });

  it("STORE-26, STORE-27: refuses what another process has open; killed, it is taken over", async () => {
    const [child, said] = await other();
    expect(said).to.equal("open");
    expect(refusal().context).to.include({ pid: child.pid });
    child.kill("SIGKILL");
    await ended(child);
    expect(isFree()).to.equal(false);
    const log = BlockLog.open(directory);
    expect((await other())[1]).to.equal("LOG_LOCKED");
    log.close();
    const [ending, text] = await other("process.exit(0)");
    expect(text).to.equal("open");
    await ended(ending);
    BlockLog.open(directory).close();
  });

  it("STORE-27: of several that take over at once, one has it", async () => {
    const [child] = await other();
    child.kill("SIGKILL");
    await ended(child);
    const answers = await Promise.all(Array.from({ length: 5 }, () => other()));
    expect(answers.map(([, said]) => said).sort()).to.deep.equal([
      ...Array.from({ length: 4 }, () => "LOG_LOCKED"),
      "open",
    ]);
  });

  it("STORE-26: who has looked too early finds the lock held, though its number became free again", () => {
    BlockLog.open(directory).close();
    const { linkSync } = fs;
    let holder: BlockLog | undefined;
    // Between the look and the link of one, another opens and closes the directory and a third opens it.
    fs.linkSync = (from, to) => {
      fs.linkSync = linkSync;
      syncBuiltinESMExports();
      BlockLog.open(directory).close();
      holder = BlockLog.open(directory);
      linkSync(from, to);
    };
    syncBuiltinESMExports();
    try {
      expect(refusal().code).to.equal("LOG_LOCKED");
      expect(locks()).to.deep.equal(["lock-3.json"]);
    } finally {
      fs.linkSync = linkSync;
      syncBuiltinESMExports();
      holder?.close();
    }
  });

  it("STORE-27: the number of a process that ended may be another's, or this one's", () => {
    BlockLog.open(directory).close();
    const log = BlockLog.open(directory);
    const owner = JSON.parse(readFileSync(lock(), "utf8")) as { pid: number; start: string };
    log.close();
    for (const pid of [process.pid, 1, process.ppid]) {
      writeFileSync(lock(), JSON.stringify({ ...owner, pid, start: `${owner.start}0` }));
      BlockLog.open(directory).close();
    }
    for (const text of ["", "{", "7", JSON.stringify({ pid: process.pid })]) {
      writeFileSync(lock(), text);
      BlockLog.open(directory).close();
    }
    writeFileSync(lock(), JSON.stringify(owner));
    expect(refusal().code).to.equal("LOG_LOCKED");
  });

  it("STORE-27: a copy of an open directory is not locked", () => {
    const log = BlockLog.open(directory);
    log.append(logEntry(0));
    log.sync();
    const copy = `${directory}-copy`;
    cpSync(directory, copy, { recursive: true });
    BlockLog.open(copy).close();
    rmSync(copy, { recursive: true });
    log.close();
  });
});
