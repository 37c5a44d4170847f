import { expect } from "chai";

import { formatTable } from "../../../tasks/output/formatTable.js";

describe("formatTable", () => {
  it("aligns texts to the left and numbers to the right, under a rule", () => {
    const rows = [
      { holder: "Alice", units: 12n, ok: true },
      { holder: "Bob", units: 1_500n, ok: false },
    ];
    expect(formatTable(rows)).to.equal(
      [
        "holder  units  ok", //
        "──────  ─────  ─────",
        "Alice      12  true",
        "Bob      1500  false",
      ].join("\n"),
    );
  });

  it("treats a column as texts when one cell is none, and empty cells as nothing", () => {
    expect(formatTable([{ gas: 21_000 }, { gas: "" }])).to.equal("  gas\n─────\n21000\n");
    expect(formatTable([{ a: "1" }, { a: "x1" }])).to.equal("a\n──\n1\nx1");
  });

  it("leaves a missing cell empty and says when there is no row", () => {
    const rows: readonly Readonly<Record<string, string>>[] = [{ a: "x", b: "y" }, { a: "z" }];
    expect(formatTable(rows)).to.equal("a  b\n─  ─\nx  y\nz");
    expect(formatTable([])).to.equal("(none)");
  });
});
