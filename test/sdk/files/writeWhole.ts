import { expect } from "chai";
import { chmod, mkdir, mkdtemp, open, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWhole, writeWhole } from "@muniment/sdk";

const codeOf = (call: Promise<void>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => (error as NodeJS.ErrnoException).code,
  );

/** Runs on a disk that says it is full once a file's bytes are to be on it. */
async function whenFull(path: string, run: () => Promise<void>): Promise<void> {
  const handle = await open(path, "w");
  const files = Object.getPrototypeOf(handle) as object;
  await handle.close();
  const kept: unknown = Reflect.get(files, "sync");
  const full = Object.assign(new TypeError("no space left on device"), { code: "ENOSPC" });
  Reflect.set(files, "sync", () => Promise.reject(full));
  try {
    await run();
  } finally {
    Reflect.set(files, "sync", kept);
  }
}

describe("sdk > files", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "muniment-files-"));
    file = join(folder, "wallet.json");
  });

  describe("writeWhole", () => {
    it("takes the place of what was there, for the same eyes from the first byte on", async () => {
      await writeWhole(file, "old", 0o600);
      await writeFile(`${file}.new`, "a draft that a crash left behind");
      await chmod(`${file}.new`, 0o644);
      await writeWhole(file, "new", 0o600);
      expect(await readFile(file, "utf8")).to.equal("new");
      expect((await stat(file)).mode & 0o777).to.equal(0o600);
      expect(await readdir(folder)).to.deep.equal(["wallet.json"]);
    });

    it("leaves what was there, and nothing else, when the disk is full or the file cannot be replaced", async () => {
      await writeWhole(file, "old");
      await whenFull(join(folder, "probe"), async () => {
        expect(await codeOf(writeWhole(file, "a longer one"))).to.equal("ENOSPC");
      });
      expect(await readFile(file, "utf8")).to.equal("old");
      await mkdir(join(folder, "taken"));
      expect(await codeOf(writeWhole(join(folder, "taken"), "text"))).to.equal("EISDIR");
      expect((await readdir(folder)).sort()).to.deep.equal(["probe", "taken", "wallet.json"]);
    });
  });

  describe("createWhole", () => {
    it("takes no file's place, and leaves nothing of one that the disk had no room for", async () => {
      await createWhole(file, "first", 0o600);
      expect(await codeOf(createWhole(file, "second"))).to.equal("EEXIST");
      expect(await readFile(file, "utf8")).to.equal("first");
      expect((await stat(file)).mode & 0o777).to.equal(0o600);
      expect(await readdir(folder)).to.deep.equal(["wallet.json"]);
      const other = join(folder, "other.json");
      await whenFull(join(folder, "probe"), async () => {
        expect(await codeOf(createWhole(other, "a seed and more"))).to.equal("ENOSPC");
      });
      expect((await readdir(folder)).sort()).to.deep.equal(["probe", "wallet.json"]);
      await createWhole(other, "whole");
      expect(await readFile(other, "utf8")).to.equal("whole");
    });

    it("makes one file of many at once, and tells all others that there is one", async () => {
      const texts = Array.from({ length: 8 }, (_, number) => `wallet ${String(number)}`);
      const codes = await Promise.all(texts.map((text) => codeOf(createWhole(file, text))));
      expect(codes.filter((code) => code !== undefined)).to.deep.equal(Array(7).fill("EEXIST"));
      expect(await readFile(file, "utf8")).to.equal(texts[codes.indexOf(undefined)]);
      expect(await readdir(folder)).to.deep.equal(["wallet.json"]);
    });
  });
});
