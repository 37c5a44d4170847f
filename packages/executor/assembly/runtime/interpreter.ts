// The interpreter: runs frames whose code is not compiled. One loop, one switch; program counter, stack and gas in locals.
// Callees that are interpreted too run in the same loop, so depth takes no native stack. Rules: spec/vm.md, VM-8 to VM-18.
import {
  ENV_BASE_FEE,
  ENV_BLOB_BASE_FEE,
  ENV_COINBASE,
  ENV_GAS_PRICE,
  ENV_ORIGIN,
  FRAME_CALLER,
  FRAME_CODE_BYTES,
  FRAME_CODE_SIZE,
  FRAME_DATA_SIZE,
  FRAME_GAS,
  FRAME_JUMPS,
  FRAME_MEMORY,
  FRAME_MEMORY_SIZE,
  FRAME_OUTPUT,
  FRAME_OUTPUT_SIZE,
  FRAME_PROGRAM_COUNTER,
  FRAME_RESULT,
  FRAME_SELF,
  FRAME_SIZE,
  FRAME_STACK,
  FRAME_STACK_TOP,
  FRAME_VALUE,
  RETURN_SIZE,
  STATUS_HALTED,
  STATUS_RETURNED,
  STATUS_REVERTED,
} from "../../src/vm/runtime/layout";
import { selfDestruct } from "./destroy";
import { blobHash, blockHash, extCodeCopy, selfBalance } from "./environment";
import { copyBytes, divideBy, logRegion, pushBytes, readAccount, swapWords } from "./families";
import * as region from "./memory";
import * as OP from "./opcodes";
import { FORK_OSAKA, fork } from "./rules";
import { storageLoad, storageStore, transientLoad, transientStore } from "./storage";
import { begin, end, kindOf, layOutOperands, operandCount, resume, suspend } from "./suspension";
import { traceStep } from "./tracing";
import * as word from "./word";

/** Runs the frame at `root`, and every callee that is interpreted, to its end: STATUS_*. */
export function interpret(root: u32): u32 {
  begin(root);
  return interpretOn(root);
}

/** Goes on with the frame at `root` from where its record says it stands: compiled code hands over what it does not hold. */
export function interpretOn(root: u32): u32 {
  let f = root;
  while (true) {
    const code: usize = load<u32>(f, FRAME_CODE_BYTES);
    const size: u64 = load<u32>(f, FRAME_CODE_SIZE);
    const jumps: usize = load<u32>(f, FRAME_JUMPS);
    // `sp` is the topmost word; over an empty stack, one word below the first.
    const empty: usize = load<u32>(f, FRAME_STACK) - 32;
    let sp: usize = load<u32>(f, FRAME_STACK_TOP) - 32;
    let pc: usize = code + load<u32>(f, FRAME_PROGRAM_COUNTER);
    let gas = load<i64>(f, FRAME_GAS);
    let status: u32 = STATUS_HALTED;
    let callee: u32 = 0;
    // In the switch `continue` goes to the next instruction; `break` leaves the frame, halted unless `status` says more.
    while (true) {
      traceStep(f, <u32>(pc - code), <u32>sp, gas);
      const opcode: u32 = load<u8>(pc);
      const entry = load<u64>(OP.OPCODES + ((<usize>opcode) << 3));
      const least = (<u32>(entry >> 16)) & 0xffff;
      gas -= <i64>(entry & 0xffff);
      if (gas < 0 || <u32>(sp - empty) - least > ((<u32>(entry >> 32)) & 0xffff)) break;
      pc += 1;
      switch (<u32>(entry >> 48)) {
        case OP.STOP:
          status = STATUS_RETURNED;
          break;
        case OP.ADD:
          sp -= 32;
          word.add(sp + 32, sp, sp);
          continue;
        case OP.MUL:
          sp -= 32;
          word.multiply(sp + 32, sp, sp);
          continue;
        case OP.SUB:
          sp -= 32;
          word.subtract(sp + 32, sp, sp);
          continue;
        case OP.DIV:
          sp -= 32;
          divideBy(opcode, sp + 32, sp, sp);
          continue;
        case OP.ADDMOD:
          sp -= 64;
          word.addModulo(sp + 64, sp + 32, sp, sp);
          continue;
        case OP.MULMOD:
          sp -= 64;
          word.multiplyModulo(sp + 64, sp + 32, sp, sp);
          continue;
        case OP.EXP:
          gas -= 50 * <i64>word.significantBytes(sp - 32);
          if (gas < 0) break;
          sp -= 32;
          word.exponentiate(sp + 32, sp, sp);
          continue;
        case OP.SIGNEXTEND:
          sp -= 32;
          word.signExtend(sp + 32, sp, sp);
          continue;
        case OP.LT:
          sp -= 32;
          word.setSmall(sp, u64(word.lessThan(sp + 32, sp)));
          continue;
        case OP.GT:
          sp -= 32;
          word.setSmall(sp, u64(word.lessThan(sp, sp + 32)));
          continue;
        case OP.SLT:
          sp -= 32;
          word.setSmall(sp, u64(word.signedLessThan(sp + 32, sp)));
          continue;
        case OP.SGT:
          sp -= 32;
          word.setSmall(sp, u64(word.signedLessThan(sp, sp + 32)));
          continue;
        case OP.EQ:
          sp -= 32;
          word.setSmall(sp, u64(word.equals(sp + 32, sp)));
          continue;
        case OP.ISZERO:
          word.setSmall(sp, u64(word.isZero(sp)));
          continue;
        case OP.AND:
          sp -= 32;
          v128.store(sp, v128.and(v128.load(sp), v128.load(sp, 32)));
          v128.store(sp, v128.and(v128.load(sp, 16), v128.load(sp, 48)), 16);
          continue;
        case OP.OR:
          sp -= 32;
          v128.store(sp, v128.or(v128.load(sp), v128.load(sp, 32)));
          v128.store(sp, v128.or(v128.load(sp, 16), v128.load(sp, 48)), 16);
          continue;
        case OP.XOR:
          sp -= 32;
          v128.store(sp, v128.xor(v128.load(sp), v128.load(sp, 32)));
          v128.store(sp, v128.xor(v128.load(sp, 16), v128.load(sp, 48)), 16);
          continue;
        case OP.NOT:
          v128.store(sp, v128.not(v128.load(sp)));
          v128.store(sp, v128.not(v128.load(sp, 16)), 16);
          continue;
        case OP.BYTE:
          sp -= 32;
          word.byteAt(sp + 32, sp, sp);
          continue;
        case OP.SHL:
          sp -= 32;
          word.shiftLeft(sp + 32, sp, sp);
          continue;
        case OP.SHR:
          sp -= 32;
          word.shiftRight(sp + 32, sp, sp);
          continue;
        case OP.SAR:
          sp -= 32;
          word.shiftArithmetic(sp + 32, sp, sp);
          continue;
        case OP.CLZ:
          if (fork < FORK_OSAKA) break;
          word.leadingZeros(sp, sp);
          continue;
        case OP.KECCAK256:
          gas = region.hashMemory(f, sp, sp - 32, sp - 32, gas);
          if (gas < 0) break;
          sp -= 32;
          continue;
        case OP.ADDRESS:
          sp += 32;
          word.copyWord(f + FRAME_SELF, sp);
          continue;
        case OP.BALANCE:
          word.truncateToAddress(sp);
          gas = readAccount(opcode, f, sp, gas);
          if (gas < 0) break;
          continue;
        case OP.ORIGIN:
          sp += 32;
          word.copyWord(ENV_ORIGIN, sp);
          continue;
        case OP.CALLER:
          sp += 32;
          word.copyWord(f + FRAME_CALLER, sp);
          continue;
        case OP.CALLVALUE:
          sp += 32;
          word.copyWord(f + FRAME_VALUE, sp);
          continue;
        case OP.CALLDATALOAD:
          region.callDataLoad(f, sp, sp);
          continue;
        case OP.CALLDATASIZE:
          sp += 32;
          word.setSmall(sp, load<u32>(f, FRAME_DATA_SIZE));
          continue;
        case OP.CODESIZE:
          sp += 32;
          word.setSmall(sp, size);
          continue;
        case OP.GASPRICE:
          sp += 32;
          word.copyWord(ENV_GAS_PRICE, sp);
          continue;
        case OP.EXTCODECOPY:
          word.truncateToAddress(sp);
          gas = extCodeCopy(f, sp, sp - 32, sp - 64, sp - 96, gas);
          if (gas < 0) break;
          sp -= 128;
          continue;
        case OP.RETURNDATASIZE:
          sp += 32;
          word.setSmall(sp, load<u32>(RETURN_SIZE));
          continue;
        case OP.BLOCKHASH:
          blockHash(f, sp, sp);
          continue;
        case OP.COINBASE:
          sp += 32;
          word.copyWord(ENV_COINBASE + ((opcode - OP.COINBASE) << 5), sp);
          continue;
        case OP.SELFBALANCE:
          sp += 32;
          selfBalance(f, sp);
          continue;
        case OP.BASEFEE:
          sp += 32;
          word.copyWord(ENV_BASE_FEE, sp);
          continue;
        case OP.BLOBHASH:
          blobHash(sp, sp);
          continue;
        case OP.BLOBBASEFEE:
          sp += 32;
          word.copyWord(ENV_BLOB_BASE_FEE, sp);
          continue;
        case OP.POP:
          sp -= 32;
          continue;
        case OP.MLOAD:
          gas = region.touchMemory(f, sp, 32, gas);
          if (gas < 0) break;
          word.wordFromBytes(load<u32>(f, FRAME_MEMORY) + load<u32>(sp), sp);
          continue;
        case OP.MSTORE:
          gas = region.touchMemory(f, sp, 32, gas);
          if (gas < 0) break;
          word.wordToBytes(sp - 32, load<u32>(f, FRAME_MEMORY) + load<u32>(sp));
          sp -= 64;
          continue;
        case OP.MSTORE8:
          gas = region.touchMemory(f, sp, 1, gas);
          if (gas < 0) break;
          store<u8>(load<u32>(f, FRAME_MEMORY) + load<u32>(sp), load<u8>(sp - 32));
          sp -= 64;
          continue;
        case OP.SLOAD:
          gas = storageLoad(f, sp, sp, gas);
          if (gas < 0) break;
          continue;
        case OP.SSTORE:
          gas = storageStore(f, sp, sp - 32, gas);
          if (gas < 0) break;
          sp -= 64;
          continue;
        case OP.JUMP: {
          const target = word.saturate(sp);
          if (target >= size || load<u8>(jumps + <usize>target) == 0) break;
          sp -= 32;
          pc = code + <usize>target;
          continue;
        }
        case OP.JUMPI: {
          sp -= 64;
          if (word.isZero(sp + 32)) continue;
          const target = word.saturate(sp + 64);
          if (target >= size || load<u8>(jumps + <usize>target) == 0) break;
          pc = code + <usize>target;
          continue;
        }
        case OP.PC:
          sp += 32;
          word.setSmall(sp, pc - code - 1);
          continue;
        case OP.MSIZE:
          sp += 32;
          word.setSmall(sp, load<u32>(f, FRAME_MEMORY_SIZE));
          continue;
        case OP.GAS:
          sp += 32;
          word.setSmall(sp, gas);
          continue;
        case OP.JUMPDEST:
          continue;
        case OP.TLOAD:
          transientLoad(f, sp, sp);
          continue;
        case OP.TSTORE:
          gas = transientStore(f, sp, sp - 32, gas);
          if (gas < 0) break;
          sp -= 64;
          continue;
        case OP.MCOPY:
          gas = copyBytes(opcode, f, sp, gas);
          if (gas < 0) break;
          sp -= 96;
          continue;
        case OP.PUSH0:
          sp += 32;
          word.setSmall(sp, 0);
          continue;
        case OP.PUSH1:
          sp += 32;
          word.setSmall(sp, load<u8>(pc));
          pc += 1;
          continue;
        case OP.PUSH2:
          sp += 32;
          word.setSmall(sp, bswap<u16>(load<u16>(pc)));
          pc += 2;
          continue;
        case OP.PUSH8: {
          const count: u64 = opcode - OP.PUSH0;
          sp += 32;
          word.setSmall(sp, bswap<u64>(load<u64>(pc)) >> (64 - (count << 3)));
          pc += <usize>count;
          continue;
        }
        case OP.PUSH32:
          sp += 32;
          pc += opcode - OP.PUSH0;
          pushBytes(pc, opcode - OP.PUSH0, sp);
          continue;
        case OP.DUP1:
          word.copyWord(sp - ((opcode - OP.DUP1) << 5), sp + 32);
          sp += 32;
          continue;
        case OP.CASE_SWAP:
          swapWords(sp, sp - ((opcode - OP.DUP16) << 5));
          continue;
        case OP.CASE_LOG:
          gas = logRegion(f, opcode - OP.LOG0, sp, gas);
          if (gas < 0) break;
          sp -= (opcode - OP.LOG0 + 2) << 5;
          continue;
        case OP.CASE_CALL: {
          const kind = kindOf(opcode);
          gas = layOutOperands(f, kind, sp, gas);
          if (gas < 0) break;
          sp -= operandCount(kind) << 5;
          callee = suspend(f, kind, <u32>(pc - code), sp + 32, gas);
          if (callee != 0) break;
          gas = load<i64>(f, FRAME_GAS);
          if (gas < 0) break;
          sp += 32;
          word.copyWord(f + FRAME_RESULT, sp);
          continue;
        }
        case OP.CASE_END:
          gas = region.region(f, sp, sp - 32, 0, gas);
          if (gas < 0) break;
          store<u32>(f, load<u32>(f, FRAME_MEMORY) + region.regionOffset(), FRAME_OUTPUT);
          store<u32>(f, region.regionSize(), FRAME_OUTPUT_SIZE);
          status = opcode == OP.RETURN ? STATUS_RETURNED : STATUS_REVERTED;
          break;
        case OP.CASE_DESTROY:
          word.truncateToAddress(sp);
          gas = selfDestruct(f, sp, gas);
          if (gas >= 0) status = STATUS_RETURNED;
          break;
        default:
          break;
      }
      break;
    }
    if (callee != 0) {
      f = callee;
      continue;
    }
    end(f, status, gas);
    if (f == root) return status;
    f -= FRAME_SIZE;
    resume(f, f + FRAME_SIZE, status);
  }
  return STATUS_HALTED;
}
