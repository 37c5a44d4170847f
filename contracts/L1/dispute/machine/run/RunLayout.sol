// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Where RunFamily keeps things in memory. All of it has a place that is known when the contract is compiled, but for
// what depends on sizes: that lies behind the stack, the frame's own memory last, because it grows.

/// @dev The words of the machine, the frame and the transaction, as structs: the first three things allocated.
uint256 constant MACHINE = 0x80;
uint256 constant FRAME = 0x280;
uint256 constant TRANSACTION = 0x560;

/// @dev Words of the frame that instructions read (DISPUTE-35).
uint256 constant FRAME_KIND = 0x2a0;
uint256 constant FRAME_MEMORY_SIZE = 0x380;
uint256 constant FRAME_CODE_SIZE = 0x3c0;
uint256 constant FRAME_DATA_OFFSET = 0x400;
uint256 constant FRAME_DATA_SIZE = 0x420;
uint256 constant FRAME_RETURN_OFFSET = 0x460;
uint256 constant FRAME_RETURN_SIZE = 0x480;
uint256 constant FRAME_SELF = 0x4a0;
uint256 constant FRAME_CALLER = 0x4c0;
uint256 constant FRAME_VALUE = 0x4e0;

/// @dev Words of the transaction that instructions read (DISPUTE-37).
uint256 constant TRANSACTION_SENDER = 0x5e0;
uint256 constant TRANSACTION_GAS_PRICE = 0x600;
uint256 constant TRANSACTION_NUMBER = 0x740;
uint256 constant TRANSACTION_TIME = 0x760;
uint256 constant TRANSACTION_BASE_FEE = 0x780;

/// @dev Words of the machine that LOG and storage change.
uint256 constant MACHINE_STATE = 0xc0;
uint256 constant MACHINE_ORIGIN = 0xe0;
uint256 constant MACHINE_SCRATCH = 0x100;
uint256 constant MACHINE_REFUND = 0x140;
uint256 constant MACHINE_LOG_BYTES = 0x180;

/// @dev Variables. Words of the stack that are not shown.
uint256 constant HIDDEN = 0xc00;
/// @dev Address of the code's first byte, a multiple of 1,024; which pages are shown; address of the jump bitmap.
uint256 constant CODE = 0xc20;
uint256 constant CODE_SHOWN = 0xc40;
uint256 constant CODE_JUMPS = 0xc60;
/// @dev Whether the pages of memory are opened; address of its first byte; which pages are shown, which were written;
/// and one more than the last offset at which 32 bytes of it begin.
uint256 constant MEMORY_OPENED = 0xc80;
uint256 constant MEMORY = 0xca0;
uint256 constant MEMORY_SHOWN = 0xcc0;
uint256 constant MEMORY_WRITTEN = 0xce0;
uint256 constant MEMORY_WORDS = 0xd00;
/// @dev Views: address of their pages' first byte, bytes of all the pages, which are shown, whether they are opened.
uint256 constant DATA = 0xd20;
uint256 constant RETURNED_DATA = 0xda0;
uint256 constant VIEW_BYTES = 0x20;
uint256 constant VIEW_SHOWN = 0x40;
uint256 constant VIEW_OPENED = 0x60;
/// @dev Whether logs and transaction are opened; the chain id; the region that RETURN or REVERT names.
uint256 constant LOGS_OPENED = 0xe20;
uint256 constant TRANSACTION_OPENED = 0xe40;
uint256 constant CHAIN = 0xe60;
uint256 constant OUTPUT_OFFSET = 0xe80;
uint256 constant OUTPUT_SIZE = 0xea0;
/// @dev How the frame ended: RETURNED, REVERTED or HALTED; more when it runs on.
uint256 constant END = 0xec0;
/// @dev A Tape of what instructions on storage are shown: the witness's last bytes.
uint256 constant TAPE = 0xee0;

/// @dev Hashes of the pages of memory, and of logs; the bloom; the page of logs that is not full; a log's head.
uint256 constant MEMORY_HASHES = 0x1000;
uint256 constant LOG_HASHES = 0x2000;
uint256 constant BLOOM = 0x3100;
uint256 constant LOG_TAIL = 0x3200;
uint256 constant LOG_HEAD = 0x3600;
/// @dev What openings need while they are read, and proofs later.
uint256 constant SPARE = 0x3800;
/// @dev One word for each opcode: the function that runs it.
uint256 constant TABLE = 0x5000;
/// @dev The stack's top when none of its words is shown, and the first, second … word that is shown, from below.
uint256 constant EMPTY = 0x7000;
uint256 constant FIRST = 0x7020;
uint256 constant SECOND = 0x7040;
uint256 constant THIRD = 0x7060;
uint256 constant FOURTH = 0x7080;

/// @dev What a handler gives for the next instruction's address when there is none: the frame returned, reverted or
/// halted (each one more than FrameState has for it), or the instruction is another family's.
uint256 constant RETURNED = 1;
uint256 constant REVERTED = 2;
uint256 constant HALTED = 3;
uint256 constant FOREIGN = 4;

/// @dev Gas that is below zero, and stays so: the frame halts.
uint256 constant NO_GAS = 0xc000000000000000000000000000000000000000000000000000000000000000;
