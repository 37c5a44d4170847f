/**
 * The memory map that the AssemblyScript runtime, the compiler and the TypeScript host share: addresses and sizes in
 * bytes. The file is read by both compilers, so it holds plain integer constants and nothing else.
 *
 * A *word* is a 256-bit value as four little-endian 64-bit limbs, least significant first. An *address word* is a word
 * whose upper 96 bits are zero. EVM memory, calldata, code and hashes are bytes in their usual, big-endian order.
 */

// ---- the block and transaction environment: words at fixed addresses
export const ENVIRONMENT = 0x1000;
export const ENV_COINBASE = 0x1000;
export const ENV_TIMESTAMP = 0x1020;
export const ENV_NUMBER = 0x1040;
export const ENV_PREVRANDAO = 0x1060;
export const ENV_GAS_LIMIT = 0x1080;
export const ENV_CHAIN_ID = 0x10a0;
export const ENV_BASE_FEE = 0x10c0;
export const ENV_BLOB_BASE_FEE = 0x10e0;
export const ENV_ORIGIN = 0x1100;
export const ENV_GAS_PRICE = 0x1120;
/** u32: how many blob hashes the transaction carries; the words follow at ENV_BLOB_HASHES, at most 16. */
export const ENV_BLOB_COUNT = 0x1140;
export const ENV_BLOB_HASHES = 0x1160;
export const BLOB_HASH_LIMIT = 16;

/** u32: size of the return data of the current frame's last call; `returnData()` tells where the bytes are. */
export const RETURN_SIZE = 0x1fc0;

/** The last 256 block hashes: word number n % 256. Only the rules that do not read EIP-2935's storage use them. */
export const BLOCK_HASHES = 0x2000;

// ---- call frames: one fixed record per depth, 0 … 1024
export const FRAMES = 0x200000;
export const FRAME_SIZE = 1024;
export const CALL_DEPTH_LIMIT = 1024;
/** From this depth on every frame is interpreted, which bounds the native stack that compiled code can take. */
export const COMPILED_DEPTH_LIMIT = 32;

/** i64: gas left. Compiled code keeps it in a local and writes it back before calls and when it ends. */
export const FRAME_GAS = 0;
/** u32: address of the table entry of the account whose storage and balance the frame acts on (ADDRESS). */
export const FRAME_ACCOUNT = 8;
/** u32: id of the running code. */
export const FRAME_CODE = 12;
/** u32: where the calldata begins, and its size. */
export const FRAME_DATA = 16;
export const FRAME_DATA_SIZE = 20;
/** u32: where the frame's memory begins; its size is a multiple of 32 (MSIZE). */
export const FRAME_MEMORY = 24;
export const FRAME_MEMORY_SIZE = 28;
/** u32: the first word of the operand stack; words grow upwards, 1,024 at most. */
export const FRAME_STACK = 32;
/** u32: 1 inside a STATICCALL. */
export const FRAME_STATIC = 36;
/** u32: absolute address and size of the frame's output, set by RETURN and REVERT. */
export const FRAME_OUTPUT = 40;
export const FRAME_OUTPUT_SIZE = 44;
/** u32: depth, 0 for the transaction's own frame. */
export const FRAME_DEPTH = 48;
/** u32: one of CALL_KIND_*: how the frame was entered. */
export const FRAME_KIND = 52;
/** u32: the first word above the operand stack while a callee runs; where the callee's stack begins. */
export const FRAME_STACK_TOP = 56;
/** u32: the code's bytes and their number, and its table of jump destinations (one byte per code byte). */
export const FRAME_CODE_BYTES = 60;
export const FRAME_CODE_SIZE = 64;
export const FRAME_JUMPS = 68;
/** u32: end of the list of new codes when the frame began. */
export const FRAME_NEW_CODES = 72;
/** u32: state of the journal, the logs when the frame began. */
export const FRAME_JOURNAL = 80;
export const FRAME_LOGS = 84;
/** i64: the refund counter when the frame began. */
export const FRAME_REFUND = 88;
/** u32: where the interpreter left the frame: program counter. */
export const FRAME_PROGRAM_COUNTER = 96;
/** u32: number of logs when the frame began. */
export const FRAME_LOG_COUNT = 100;
/** words */
export const FRAME_CALLER = 128;
export const FRAME_VALUE = 160;
export const FRAME_SELF = 192;
/** word: result of the frame's last call (0 or 1) or create (0 or the address). */
export const FRAME_RESULT = 224;
/** words: operands of the runtime functions that take many, `call` and `create`. */
export const OPERAND_GAS = 256;
export const OPERAND_TO = 288;
export const OPERAND_VALUE = 320;
export const OPERAND_SALT = 352;
/** u32 each: offsets are relative to the frame's memory, already expanded to hold them. */
export const OPERAND_INPUT = 384;
export const OPERAND_INPUT_SIZE = 388;
export const OPERAND_OUTPUT = 392;
export const OPERAND_OUTPUT_SIZE = 396;
/** Free words for compiled code: 448 … 1023. */
export const FRAME_SCRATCH = 448;

export const CALL_KIND_TRANSACTION = 0;
export const CALL_KIND_CALL = 1;
export const CALL_KIND_CALLCODE = 2;
export const CALL_KIND_DELEGATECALL = 3;
export const CALL_KIND_STATICCALL = 4;
export const CALL_KIND_CREATE = 5;
export const CALL_KIND_CREATE2 = 6;

/** How a frame ended. A halt takes all its gas. */
export const STATUS_RETURNED = 0;
export const STATUS_REVERTED = 1;
export const STATUS_HALTED = 2;

/** Operand stacks of all depths, one after the other: a callee's stack begins above its caller's. */
export const STACKS = 0x400000;
export const STACKS_END = 0x2480000;
export const STACK_LIMIT = 1024;

/** Where regions of configurable size begin (see assembly/runtime/regions.ts). */
export const REGIONS = 0x2500000;
/** Static data of the runtime lies between here and FRAMES. */
export const STATIC_DATA = 0x100000;
