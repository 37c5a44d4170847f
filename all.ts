import { readFileSync, globSync } from "node:fs";
import { interpretedRunner } from "./packages/executor/src/vm/cases/interpretedRunner.js"; const r = interpretedRunner();
import { toSituation, toTransaction } from "./test/executor/conformance/helpers/toCase.js";
import { stateHash } from "./test/executor/helpers/stateHash.js";
import { logsHash } from "./test/executor/helpers/logsHash.js";
const dir="/work/shared/vectors/state-tests/";
let n=0,bad=0, run=0, hash=0; const slow:[number,string][]=[];
for (const f of globSync("**/*.json",{cwd:dir}).sort()) { if (process.argv[2] ? !f.includes(process.argv[2]) : f.includes("vmPerformance")) continue;
  const t0=performance.now();
  for (const [name,t] of Object.entries(JSON.parse(readFileSync(dir+f,"utf8")) as any) as any) {
    const s = toSituation(t);
    for (const e of t.post.Cancun) { n++;
      const a=performance.now();
      let res; const c={...s,transaction:toTransaction(t,e)};
      res = await r.runCase(c);
      const b=performance.now();run+=b-a;
      const exc = e.expectException!==undefined;
      const h = await stateHash(res.valid?res.postAccounts:c.accounts); hash+=performance.now()-b;
      if (res.valid===exc || h!==e.hash || (res.valid && logsHash(res.logs)!==e.logs)) { bad++; console.log(f,JSON.stringify(e.indexes),e.expectException,res.valid?res.status:res.reason.slice(0,150)); }
    }
  }
  if (performance.now()-t0>3000) console.log("slow",f,performance.now()-t0);
  slow.push([performance.now()-t0,f]);
}
slow.sort((a,b)=>b[0]-a[0]);
console.log(n,bad,run,hash); console.log(slow.slice(0,30).map(([t,f])=>t.toFixed(0)+" "+f).join("\n"));
console.log(process.memoryUsage().rss>>20);
