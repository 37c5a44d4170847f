import { expect } from "chai";
import { circuitNames } from "../../circuits/circuitNames.js";
import { checkCircuits } from "../../checks/circuits/checkCircuits.js";
import { readRepository } from "../../checks/readRepository.js";
import type { SourceFile } from "../../checks/SourceFile.js";

const files = readRepository(process.cwd()).filter(({ path }) => path.startsWith("circuits/"));
const changed = (path: string, text: (before: string) => string): SourceFile[] =>
  files.map((file) => (file.path === path ? { path, text: text(file.text) } : file));
const found = (list: readonly SourceFile[]) => checkCircuits(list).map(({ file }) => file);

describe("checks > circuits", () => {
  it("finds nothing when all is as it was compiled", () => {
    expect(found(files)).to.deep.equal([]);
    expect(found(files.toReversed())).to.deep.equal([]);
  });

  it("finds all circuits when the library has changed, and one when its own file has", () => {
    expect(found(changed("circuits/settlement/src/note.nr", (text) => `${text} `))).to.have.length(
      circuitNames.length,
    );
    expect(found(changed("circuits/batch8/src/main.nr", (text) => `${text} `))).to.deep.equal([
      "circuits/compiled/batch8.json",
    ]);
  });

  it("finds a circuit that is missing, and a source that has gone", () => {
    expect(found(files.filter(({ path }) => path !== "circuits/compiled/batch2.json"))).to.deep.equal([
      "circuits/compiled/batch2.json",
    ]);
    expect(found(files.filter(({ path }) => path !== "circuits/settlement/src/tree.nr"))).to.have.length(
      circuitNames.length,
    );
  });

  it("finds a key that is missing, and one of another circuit", () => {
    const key = "circuits/keys/insecure/batch8.json";
    expect(found(files.filter(({ path }) => path !== key))).to.deep.equal([key]);
    expect(
      found(changed(key, (text) => text.replace(/"sourceHash": "../, '"sourceHash": "zz'))),
    ).to.deep.equal([key]);
  });
});
