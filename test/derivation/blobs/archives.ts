import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BeaconArchive,
  type BlobArchive,
  checkedBlob,
  DirectoryArchive,
  FirstArchive,
  HttpArchive,
  versionedHashOf,
} from "@muniment/derivation";
import { packBlobs, toHex, utf8 } from "@muniment/protocol";
import { expect } from "chai";
import { caught } from "../../helpers/caught.js";
import { rejected } from "../../helpers/rejected.js";
import { blobOf } from "../../L1/helpers/blobOf.js";
import recorded from "../../L1/helpers/blobs.json" with { type: "json" };

const blob = packBlobs(utf8("the data of a batch"))[0]!;
const wrong = packBlobs(utf8("other data"))[0]!;
const reference = { versionedHash: versionedHashOf(blob), time: 1_800_000_030n };
const newDirectory = () => mkdtempSync(join(tmpdir(), "muniment-blobs-"));

/** An archive that answers with these bytes. */
const giving = (name: string, bytes: Uint8Array | undefined): BlobArchive => ({
  name,
  blob: () => Promise.resolve(bytes),
});

describe("versionedHashOf", () => {
  it("NODE-20: agrees with another library on recorded blobs", () => {
    for (const { text, versionedHash } of recorded) {
      expect(versionedHashOf(blobOf(text))).to.equal(versionedHash);
    }
  });

  it("BLOB_INVALID: refuses what is no blob", () => {
    const beyond = blob.slice().fill(0xff, 32, 64);
    for (const bytes of [new Uint8Array(0), blob.subarray(1), beyond]) {
      expect(caught(() => versionedHashOf(bytes)).code).to.equal("BLOB_INVALID");
    }
  });
});

describe("Archives of blobs", () => {
  const servers: Server[] = [];
  after(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** Serves what `answer` writes; the address. */
  async function serve(
    answer: (request: IncomingMessage, response: ServerResponse) => void,
  ): Promise<string> {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it("NODE-20: a directory keeps blobs by their versioned hash", async () => {
    const directory = newDirectory();
    const archive = new DirectoryArchive(directory);
    expect(await archive.blob(reference)).to.equal(undefined);
    expect(await archive.put(blob)).to.equal(reference.versionedHash);
    expect(readdirSync(directory)).to.deep.equal([`${reference.versionedHash}.blob`]);
    expect(await checkedBlob(archive, reference)).to.deep.equal(blob);
  });

  it("HEX_INVALID: a directory opens no file that a hash does not name", async () => {
    const error = await rejected(
      new DirectoryArchive(newDirectory()).blob({ ...reference, versionedHash: "0x../../etc/passwd" }),
    );
    expect(error.code).to.equal("HEX_INVALID");
  });

  it("BLOB_WRONG, BLOB_INVALID, BLOB_MISSING: what an archive gives is checked", async () => {
    const directory = newDirectory();
    const archive = new DirectoryArchive(directory);
    const file = join(directory, `${reference.versionedHash}.blob`);
    const codes: string[] = [];
    codes.push((await rejected(checkedBlob(archive, reference))).code);
    for (const bytes of [wrong, blob.subarray(7)]) {
      writeFileSync(file, bytes);
      codes.push((await rejected(checkedBlob(archive, reference))).code);
    }
    expect(codes).to.deep.equal(["BLOB_MISSING", "BLOB_WRONG", "BLOB_INVALID"]);
  });

  it("NODE-20: a web server gives blobs at their hashes", async () => {
    const address = await serve(({ url }, response) => {
      if (url === `/blobs/${reference.versionedHash}`) response.end(blob);
      else response.writeHead(404).end();
    });
    const archive = new HttpArchive(`${address}/blobs/`);
    expect(await checkedBlob(archive, reference)).to.deep.equal(blob);
    const absent = { ...reference, versionedHash: versionedHashOf(wrong) };
    expect(await archive.blob(absent)).to.equal(undefined);
  });

  it("ARCHIVE_ANSWER_INVALID: a server that fails, floods or stays silent is given up", async () => {
    const failing = await serve((_, response) => response.writeHead(500).end());
    const flooding = await serve((_, response) => {
      const write = (): void => {
        if (!response.destroyed) response.write(blob, () => setImmediate(write));
      };
      write();
    });
    const silent = await serve(() => undefined);
    for (const address of [failing, flooding]) {
      const error = await rejected(new HttpArchive(address).blob(reference));
      expect(error.code).to.equal("ARCHIVE_ANSWER_INVALID");
    }
    const error = await rejected(checkedBlob(new HttpArchive(silent, 50), reference));
    expect(error.code).to.equal("BLOB_MISSING");
  });

  it("NODE-20: a beacon node is asked for the slot of the block's time", async () => {
    const asked: (string | undefined)[] = [];
    const address = await serve(({ url }, response) => {
      asked.push(url);
      response.end(JSON.stringify({ data: [toHex(blob)], finalized: true }));
    });
    const options = { address, genesisTime: 1_800_000_006n, secondsPerSlot: 12n };
    expect(await checkedBlob(new BeaconArchive(options), reference)).to.deep.equal(blob);
    expect(asked).to.deep.equal([`/eth/v1/beacon/blobs/2?versioned_hashes=${reference.versionedHash}`]);
  });

  it("NODE-20: asks a beacon node for its genesis and the length of its slots", async () => {
    const asked: string[] = [];
    const answers: Record<string, string> = {
      "/eth/v1/beacon/genesis": '{"data":{"genesis_time":"1800000000","genesis_fork_version":"0x00"}}',
      "/eth/v1/config/spec": '{"data":{"SECONDS_PER_SLOT":"12","SLOTS_PER_EPOCH":"32"}}',
    };
    const address = await serve((request, response) => {
      asked.push(request.url!);
      response.end(answers[request.url!] ?? JSON.stringify({ data: [toHex(blob)] }));
    });
    const archive = await BeaconArchive.open({ address: `${address}/` });
    expect(await checkedBlob(archive, reference)).to.deep.equal(blob);
    expect(asked.at(-1)).to.equal(`/eth/v1/beacon/blobs/2?versioned_hashes=${reference.versionedHash}`);
    for (const body of ["no JSON", '{"data":{"SECONDS_PER_SLOT":"0"}}']) {
      answers["/eth/v1/config/spec"] = body;
      const error = await rejected(BeaconArchive.open({ address }));
      expect(error.code).to.equal("ARCHIVE_ANSWER_INVALID");
      expect(error.message).to.include("/eth/v1/config/spec");
    }
  });

  it("ARCHIVE_ANSWER_INVALID: a beacon node that answers something else", async () => {
    for (const body of ["no JSON", "[]", '{"data":[7]}', '{"data":["0x00","0x00"]}', '{"data":["zz"]}']) {
      const address = await serve((_, response) => response.end(body));
      const archive = new BeaconArchive({ address, genesisTime: 0n, secondsPerSlot: 12n });
      expect((await rejected(archive.blob(reference))).code).to.equal("ARCHIVE_ANSWER_INVALID");
    }
    const address = await serve((_, response) => response.end('{"data":[]}'));
    const archive = new BeaconArchive({ address, genesisTime: 0n, secondsPerSlot: 12n });
    expect(await archive.blob(reference)).to.equal(undefined);
  });

  it("NODE-20: of several the first that answers rightly is believed", async () => {
    const down: BlobArchive = { name: "down", blob: () => Promise.reject(new TypeError("fetch failed")) };
    const liars = [
      giving("empty", undefined),
      giving("liar", wrong),
      giving("garbage", utf8("no blob")),
      down,
    ];
    const first = new FirstArchive([...liars, giving("honest", blob), giving("never asked", wrong)]);
    expect(await checkedBlob(first, reference)).to.deep.equal(blob);
    const error = await rejected(new FirstArchive(liars).blob(reference));
    expect(error.code).to.equal("BLOB_MISSING");
    for (const name of ["empty", "liar", "down"]) expect(error.message).to.include(name);
    expect((await rejected(new FirstArchive([]).blob(reference))).code).to.equal("BLOB_MISSING");
  });
});
