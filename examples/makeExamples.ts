import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseInputs, ProtocolError, topics } from "@muniment/protocol";
import type { AssetInputs, GatedStageName } from "@muniment/protocol";
import { assetWords } from "./assetWords.js";
import type { DocumentDraft } from "./DocumentDraft.js";
import { draftInvestor } from "./draftInvestor.js";
import { draftIssue } from "./draftIssue.js";
import { draftRegistration } from "./draftRegistration.js";
import { draftStructure } from "./draftStructure.js";
import { makeSerials } from "./makeSerials.js";
import { setDocument } from "./setDocument.js";

/**
 * Makes the serial list and the documents of every example from its input files. Running it again changes nothing.
 * @param source Folder with one folder per example.
 * @param target Folder the made files go to, under the same names.
 * @returns The files made, relative to `target`.
 */
export async function makeExamples(source: string, target: string): Promise<readonly string[]> {
  const made: string[] = [];
  const write = (file: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    writeFileSync(join(target, file), content);
    made.push(file);
  };
  for (const [example, words] of Object.entries(assetWords)) {
    const generated = new Map(example === "ev-charging-note" ? [["serials.csv", makeSerials()]] : []);
    for (const [file, text] of generated) write(join(example, file), text);
    const inputs = parseInputs(
      (file) => generated.get(file) ?? readFileSync(join(source, example, file), "utf8"),
    );
    const byTopic = { ...draftRegistration(inputs, words), ...draftStructure(inputs, words) };
    const byFile: Readonly<Record<string, DocumentDraft>> = { ...draftIssue(inputs) };
    for (const [document, draft] of draftsOf(inputs, { byTopic, byFile })) {
      write(join(example, document), await setDocument(draft));
    }
  }
  return made;
}

interface Drafts {
  readonly byTopic: Readonly<Record<string, DocumentDraft>>;
  readonly byFile: Readonly<Record<string, DocumentDraft>>;
}

/** The draft of every document the evidence names; an investor's document once per investor. */
function draftsOf(inputs: AssetInputs, { byTopic, byFile }: Drafts): ReadonlyMap<string, DocumentDraft> {
  const drafts = new Map<string, DocumentDraft>();
  for (const stage of Object.keys(topics) as GatedStageName[]) {
    for (const { topic, document, subject } of inputs.evidence[stage]) {
      if (subject === "investor") {
        for (const one of inputs.investors)
          drafts.set(document.replace("{lei}", one.lei), draftInvestor(one));
        continue;
      }
      const draft = byTopic[topic] ?? byFile[document.replace(/^documents\/|\.pdf$/g, "")];
      if (draft === undefined) {
        const problem = `there is no draft for ${document}`;
        throw new ProtocolError("INPUT_INCONSISTENT", { file: "evidence.json", field: stage, problem });
      }
      drafts.set(document, draft);
    }
  }
  return drafts;
}
