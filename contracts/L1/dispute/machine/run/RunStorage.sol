// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The places of RunLayout are used in assembly, where the linter does not look.
// solhint-disable no-unused-import

import {CLEAR_REFUND, COLD_SLOT, RESET_SLOT, SET_SLOT, STIPEND, WARM_ACCESS} from "../frames/FrameGas.sol";
import {ScratchAccess} from "../ScratchAccess.sol";
import {StateAccess} from "../StateAccess.sol";
import {Tape} from "../WitnessTape.sol";
import {WordChain} from "../WordChain.sol";
import {
    FIRST,
    FRAME_KIND,
    FRAME_SELF,
    HALTED,
    MACHINE_ORIGIN,
    MACHINE_REFUND,
    MACHINE_SCRATCH,
    MACHINE_STATE,
    NO_GAS,
    SECOND,
    SPARE,
    TAPE
} from "./RunLayout.sol";
import {RunRefusal} from "./RunRefusal.sol";

/// @notice Handlers of storage (EIP-1153, EIP-2200, EIP-2929, EIP-3529), which take proofs from the witness's tape;
/// what a handler is: RunArithmetic. Source: spec/dispute.md, DISPUTE-36 and DISPUTE-46.
/// @dev What proofs take of memory is a few hundred bytes each, whatever they say (StateTree); it is taken at SPARE,
/// from its beginning for each.
library RunStorage {
    /// @dev Below zero.
    uint256 private constant _BELOW = 1 << 255;

    function sload_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256, uint256, uint256) {
        if (sp < FIRST) return RunRefusal.missing(sp, 1);
        uint256 slot = _word(sp);
        unchecked {
            // Gas below zero halts.
            gas_ -= _warm(slot) ? WARM_ACCESS : COLD_SLOT;
        }
        if (gas_ >= _BELOW) return (sp, pc_, gas_);
        _put(sp, _read(MACHINE_STATE, StateAccess.slotKey(_word(FRAME_SELF), slot)));
        return (sp, pc_ + 1, gas_);
    }

    function sstore_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256, uint256, uint256) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        if (_word(FRAME_KIND) & 2 != 0 || gas_ <= STIPEND) return (sp, HALTED, gas_);
        uint256 slot = _word(sp);
        unchecked {
            // Gas is above 2,300.
            gas_ -= _warm(slot) ? 0 : COLD_SLOT;
        }
        return (sp - 64, pc_ + 1, _store(slot, _word(sp - 32), gas_));
    }

    function tload_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256, uint256, uint256) {
        if (sp < FIRST) return RunRefusal.missing(sp, 1);
        if (gas_ < WARM_ACCESS) return (sp, pc_, NO_GAS);
        _put(sp, _read(MACHINE_SCRATCH, ScratchAccess.transientKey(_word(FRAME_SELF), _word(sp))));
        return (sp, pc_ + 1, gas_ - WARM_ACCESS);
    }

    function tstore_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256, uint256, uint256) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        if (_word(FRAME_KIND) & 2 != 0) return (sp, HALTED, gas_);
        if (gas_ < WARM_ACCESS) return (sp, pc_, NO_GAS);
        _write(MACHINE_SCRATCH, ScratchAccess.transientKey(_word(FRAME_SELF), _word(sp)), _word(sp - 32));
        return (sp - 64, pc_ + 1, gas_ - WARM_ACCESS);
    }

    /// @dev A slot that is warm is given a value, and paid for. @return Gas, below zero when it is not enough.
    function _store(uint256 slot, uint256 value, uint256 gas_) private pure returns (uint256) {
        bytes32 key = StateAccess.slotKey(_word(FRAME_SELF), slot);
        uint256 current = _read(MACHINE_STATE, key);
        unchecked {
            if (current == value) return gas_ - WARM_ACCESS;
            (uint256 price, uint256 refund) = _priceOf(_read(MACHINE_ORIGIN, key), current, value);
            gas_ -= price;
            if (gas_ >= _BELOW) return gas_;
            // A number modulo 2^256 (DISPUTE-30).
            _put(MACHINE_REFUND, _word(MACHINE_REFUND) + refund);
        }
        if (current == 0) _note(slot);
        _write(MACHINE_STATE, key, value);
        return gas_;
    }

    /// @dev What a store of another value costs and gives back, but for what a cold slot costs.
    function _priceOf(
        uint256 original,
        uint256 current,
        uint256 value
    ) private pure returns (uint256 price, uint256 refund) {
        if (current == original) {
            if (original == 0) return (SET_SLOT, 0);
            return (RESET_SLOT, value == 0 ? CLEAR_REFUND : 0);
        }
        unchecked {
            // Modulo 2^256, and below zero where a refund is taken back.
            if (original != 0) {
                if (current == 0) refund -= CLEAR_REFUND;
                else if (value == 0) refund += CLEAR_REFUND;
            }
            if (original == value) refund += (original == 0 ? SET_SLOT : RESET_SLOT) - WARM_ACCESS;
        }
        return (WARM_ACCESS, refund);
    }

    /// @dev A slot of an account that was created in this transaction, to be removed if that is destroyed.
    function _note(uint256 slot) private pure {
        bytes32 key = ScratchAccess.createdKey(_word(FRAME_SELF));
        uint256 list = _read(MACHINE_SCRATCH, key);
        if (list == 0) return;
        _write(MACHINE_SCRATCH, key, uint256(WordChain.append(bytes32(list), slot)));
    }

    function _warm(uint256 slot) private pure returns (bool isWarm) {
        Tape memory tape = _tape();
        bytes32 scratch = bytes32(_word(MACHINE_SCRATCH));
        (scratch, isWarm) = ScratchAccess.warmSlot(scratch, _word(FRAME_SELF), slot, tape);
        _put(MACHINE_SCRATCH, uint256(scratch));
    }

    /// @param root Where the tree's root is.
    function _read(uint256 root, bytes32 key) private pure returns (uint256) {
        return uint256(StateAccess.read(bytes32(_word(root)), key, _tape()));
    }

    function _write(uint256 root, bytes32 key, uint256 value) private pure {
        _put(root, uint256(StateAccess.write(bytes32(_word(root)), key, bytes32(value), _tape())));
    }

    /// @dev The tape; memory that is taken begins at SPARE again.
    function _tape() private pure returns (Tape memory tape) {
        assembly ("memory-safe") {
            // What was taken before is not needed any more.
            mstore(0x40, SPARE)
            tape := TAPE
        }
    }

    function _word(uint256 place) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(place)
        }
    }

    function _put(uint256 place, uint256 word) private pure {
        assembly ("memory-safe") {
            mstore(place, word)
        }
    }
}
