import { expect } from "chai";
import { cutFiles } from "../../../setup/hardhat/shards/cutFiles.js";
import { cutProblems } from "../../../setup/hardhat/shards/cutProblems.js";

const files = ["a", "b", "c", "d", "e"];

describe("setup > cutFiles", () => {
  it("puts the longest file first, each where there is least so far, sorted in the end", () => {
    const durations = new Map(Object.entries({ a: 1, b: 2, c: 10, d: 4, e: 5 }));
    expect(cutFiles(files, durations, 2)).to.deep.equal([
      ["a", "c"],
      ["b", "d", "e"],
    ]);
  });

  it("counts an unknown file as the mean of the known", () => {
    const durations = new Map(Object.entries({ a: 1, b: 9, e: 2, gone: 1_000 }));
    // The mean is 4: b and a come to 10, and so do c, d and e.
    expect(cutFiles(files, durations, 2)).to.deep.equal([
      ["a", "b"],
      ["c", "d", "e"],
    ]);
  });

  it("cuts by number when nothing is known or nothing takes time", () => {
    expect(cutFiles(files, new Map(), 2).map(({ length }) => length)).to.deep.equal([3, 2]);
    const nothing = new Map(files.map((file) => [file, 0]));
    expect(cutFiles(files, nothing, 2).map(({ length }) => length)).to.deep.equal([3, 2]);
  });

  it("leaves no shard empty", () => {
    expect(cutFiles(["a"], new Map(), 4)).to.deep.equal([["a"]]);
    expect(cutFiles([], new Map(), 4)).to.deep.equal([]);
  });

  it("puts every file in exactly one shard, however many and however long", () => {
    for (let size = 0; size < 40; size++) {
      const many = Array.from({ length: size }, (_, index) => `f${index}`);
      const durations = new Map(
        many.filter((_, index) => index % 3 > 0).map((file, i) => [file, (i * 7) % 11]),
      );
      for (const count of [1, 2, 3, 4]) {
        expect(cutProblems(many, cutFiles(many, durations, count)), `${size} in ${count}`).to.deep.equal([]);
      }
    }
  });
});
