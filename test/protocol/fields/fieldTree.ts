import { readFileSync } from "node:fs";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import {
  buildFieldTree,
  fieldLeaf,
  fieldSalt,
  fromHex,
  proveField,
  utf8,
  verifyField,
  zeroHash,
} from "@muniment/protocol";
import type { Field, Hex } from "@muniment/protocol";
import { expect } from "chai";
import { concat, keccak256, toUtf8Bytes } from "ethers";
import fc from "fast-check";
import { caught } from "../../helpers/caught.js";

interface Vectors {
  fields: { name: string; value: Hex; salt: Hex; leaf: Hex; field: Hex; proof: Hex[] }[];
  fieldsRoot: Hex;
  rootsOfFirstFields: { count: number; root: Hex }[];
}
const vectors = JSON.parse(
  readFileSync(new URL("../../../spec/vectors/attestation.json", import.meta.url), "utf8"),
) as Vectors;
const secret = new Uint8Array(32).fill(7);
const anyFields: fc.Arbitrary<Field[]> = fc
  .uniqueArray(fc.record({ name: fc.string({ minLength: 1 }), value: fc.uint8Array({ maxLength: 80 }) }), {
    minLength: 1,
    maxLength: 40,
    selector: ({ name }) => name,
  })
  .map((fields) => fields.map((field) => ({ ...field, salt: fieldSalt(secret, field.name) })));

describe("field tree", () => {
  it("EVID-3: gives the leaves, roots and proofs of the vectors", () => {
    const fields = vectors.fields.map(({ name, value, salt }) => ({ name, value: fromHex(value), salt }));
    const tree = buildFieldTree(fields);
    expect(tree.root).to.equal(vectors.fieldsRoot);
    vectors.fields.forEach((vector, index) => {
      expect(fieldLeaf(fields[index] as Field)).to.equal(vector.leaf);
      const proof = proveField(tree, vector.name);
      expect(proof.field).to.equal(vector.field);
      expect(proof.proof).to.deep.equal(vector.proof);
      expect(verifyField(tree.root, proof)).to.equal(true);
    });
  });

  it("EVID-3: gives the roots of the vectors for trees of every size", () => {
    const fields = vectors.fields.map(({ name, value, salt }) => ({ name, value: fromHex(value), salt }));
    expect(vectors.rootsOfFirstFields).to.have.length(fields.length);
    for (const { count, root } of vectors.rootsOfFirstFields) {
      expect(buildFieldTree(fields.slice(0, count)).root).to.equal(root);
    }
  });

  it("EVID-3: is the standard tree of OpenZeppelin for any fields", () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        const tree = buildFieldTree(fields);
        const rows = fields.map(({ name, value, salt }) => [
          keccak256(toUtf8Bytes(name)),
          keccak256(value),
          salt,
        ]);
        const standard = StandardMerkleTree.of(rows, ["bytes32", "bytes32", "bytes32"]);
        expect(tree.root).to.equal(standard.root);
        for (const [index, field] of fields.entries()) {
          const proof = proveField(tree, field.name);
          expect(proof.proof).to.deep.equal(standard.getProof(index));
          expect(verifyField(tree.root, proof)).to.equal(true);
          expect(verifyField(tree.root, { ...proof, value: utf8(`${proof.name} other`) })).to.equal(false);
          expect(verifyField(tree.root, { ...proof, salt: zeroHash })).to.equal(false);
          expect(verifyField(tree.root, { ...proof, name: `${proof.name}'` })).to.equal(false);
        }
      }),
      { seed: 20261121, numRuns: 60 },
    );
  });

  it("EVID-4: derives a salt from secret and name", () => {
    expect(fieldSalt(secret, "lei")).to.equal(keccak256(concat([secret, toUtf8Bytes("lei")])));
    expect(fieldSalt(secret, "lei")).not.to.equal(fieldSalt(secret, "isin"));
    expect(caught(() => fieldSalt(new Uint8Array(31), "lei")).code).to.equal("SECRET_INVALID");
  });

  it("EVID-3: refuses no field, a field twice and an unknown field", () => {
    const field = { name: "lei", value: utf8("x"), salt: zeroHash };
    expect(caught(() => buildFieldTree([])).code).to.equal("FIELDS_EMPTY");
    const twice = caught(() => buildFieldTree([field, { ...field, value: utf8("y") }]));
    expect(twice.code).to.equal("FIELD_DUPLICATE");
    expect(twice.context).to.deep.equal({
      field: "lei",
    });
    const error = caught(() => proveField(buildFieldTree([field]), "isin"));
    expect([error.code, error.context]).to.deep.equal(["FIELD_UNKNOWN", { field: "isin", known: "lei" }]);
  });
});
