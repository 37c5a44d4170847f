// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Pages} from "../Pages.sol";
import {Room} from "./Room.sol";

/// @notice What a code commits to, with which of its bytes a jump may lead to. Source: spec/dispute.md, DISPUTE-22;
/// spec/vm.md, VM-12.
library CodeAnalysis {
    /// @dev The top bit of every byte. All else that is wanted of every byte is made of it: constants of 32 bytes that
    /// are
    /// used more than once cost the compiled code more gas.
    uint256 private constant _TOPS = 0x8080808080808080808080808080808080808080808080808080808080808080;
    uint256 private constant _JUMPDEST = 0x5b;

    /// @dev A PUSH's byte and its data are as many bytes as its opcode is above this.
    uint256 private constant _BEFORE_PUSHES = 0x5e;

    /// @notice Hashes the pages of a code in memory, or of a part of one that begins with a page.
    /// @param hashes Address of the first page's hash.
    /// @param place Address of the first byte.
    /// @param data Bits of the first bytes that are data of a PUSH before: eight for each byte.
    /// @return Bits of what follows that are data.
    function hashPages(uint256 hashes, uint256 place, uint256 size, uint256 data) internal pure returns (uint256) {
        uint256 count = (size + Pages.SIZE - 1) / Pages.SIZE;
        // A page and its bitmap, and a word that is written beyond.
        uint256 page = Room.take(Pages.SIZE + Pages.JUMPS + 32);
        uint256 ribbon = _makeRibbon();
        for (uint256 i = 0; i < count; ++i) {
            uint256 from = place + Pages.SIZE * i;
            uint256 left = size - Pages.SIZE * i;
            if (left > Pages.SIZE) left = Pages.SIZE;
            assembly ("memory-safe") {
                // The page's bytes, zeros behind the code's end and in the bitmap.
                mcopy(page, from, left)
                calldatacopy(add(page, left), calldatasize(), sub(1152, left))
            }
            data = _analyse(page, ribbon, data);
            assembly ("memory-safe") {
                // The page and its bitmap.
                mstore(add(hashes, shl(5, i)), keccak256(page, 1152))
            }
        }
        return data;
    }

    /// @dev Lays 33 bytes of ones, and zeros behind them.
    /// @return ribbon The word at `ribbon` − opcode has ones in as many bytes as a PUSH has with its data, and is zero
    /// for
    /// opcode 0.
    function _makeRibbon() private pure returns (uint256 ribbon) {
        ribbon = Room.takeZeros(160);
        assembly ("memory-safe") {
            mstore(ribbon, not(0))
            mstore8(add(ribbon, 32), 0xff)
        }
        return ribbon + 33 + _BEFORE_PUSHES;
    }

    /// @dev Writes a page's bitmap behind it, 32 bytes of the page at a time: what is a JUMPDEST or a PUSH is found for
    /// all
    /// of them at once, and only true PUSHes are gone through, each of which hides the data behind it.
    /// @param data Bits of the page's first bytes that are data of a PUSH before: eight for each byte.
    /// @return Bits of the next page's that are data.
    function _analyse(uint256 page, uint256 ribbon, uint256 data) private pure returns (uint256) {
        uint256 tops = _TOPS;
        uint256 end = page + Pages.SIZE;
        for (uint256 place = page; place < end;) {
            uint256 word;
            uint256 marks;
            assembly ("memory-safe") {
                word := mload(place)
                // The top bit of a PUSH's byte: 011 are its three top bits.
                marks := and(and(and(shl(1, word), shl(2, word)), not(word)), tops)
                {
                    // The top bit of bytes that are equal to a JUMPDEST: only of those it is not set here.
                    let others := xor(word, mul(_JUMPDEST, shr(7, tops)))
                    others := or(or(add(and(others, not(tops)), not(tops)), others), not(tops))
                    // PUSHes in top bits, JUMPDESTs in lowest bits, without what is data of an earlier PUSH.
                    marks := and(or(marks, shr(7, not(others))), shr(data, not(0)))
                }
                // Data are 32 bytes at most: none is left for the next word.
                data := 0
            }
            if (marks & tops != 0) (marks, data) = _hide(marks, word, ribbon, tops);
            uint256 found = marks == 0 ? 0 : _gather(marks);
            assembly ("memory-safe") {
                if found {
                    // Four bytes, and zeros over what comes next.
                    mstore(add(end, shr(3, sub(place, page))), shl(224, found))
                }
                place := add(place, 32)
            }
        }
        return data;
    }

    /// @dev Goes through the true PUSHes of a word.
    /// @return found The marks without PUSHes and what is data.
    /// @return data Bits of the next word that are data.
    function _hide(
        uint256 marks,
        uint256 word,
        uint256 ribbon,
        uint256 tops
    ) private pure returns (uint256 found, uint256 data) {
        assembly ("memory-safe") {
            let a
            let b
            let c
            let d
            for {} 1 {} {
                // Four at a time: where there is none, 256 is found, opcode 0, and nothing is hidden.
                a := clz(and(marks, tops))
                marks := and(marks, not(shr(a, mload(sub(ribbon, byte(shr(3, a), word))))))
                b := clz(and(marks, tops))
                marks := and(marks, not(shr(b, mload(sub(ribbon, byte(shr(3, b), word))))))
                c := clz(and(marks, tops))
                marks := and(marks, not(shr(c, mload(sub(ribbon, byte(shr(3, c), word))))))
                d := clz(and(marks, tops))
                marks := and(marks, not(shr(d, mload(sub(ribbon, byte(shr(3, d), word))))))
                if iszero(and(marks, tops)) {
                    break
                }
            }
            // The last PUSH may have data behind the word's end.
            a := add(a, mul(lt(b, 256), sub(b, a)))
            a := add(a, mul(lt(c, 256), sub(c, a)))
            a := add(a, mul(lt(d, 256), sub(d, a)))
            data := add(a, shl(3, sub(byte(shr(3, a), word), _BEFORE_PUSHES)))
            data := mul(gt(data, 256), sub(data, 256))
            found := marks
        }
    }

    /// @dev 32 bits out of the lowest bits of 32 bytes.
    function _gather(uint256 bits) private pure returns (uint256 found) {
        assembly ("memory-safe") {
            // Two bytes' bits side by side, then four's, and so on.
            found := and(or(bits, shr(7, bits)), 0x0003000300030003000300030003000300030003000300030003000300030003)
            found := and(or(found, shr(14, found)), 0x0000000f0000000f0000000f0000000f0000000f0000000f0000000f0000000f)
            found := and(or(found, shr(28, found)), 0x00000000000000ff00000000000000ff00000000000000ff00000000000000ff)
            found := and(or(found, shr(56, found)), 0x0000000000000000000000000000ffff0000000000000000000000000000ffff)
            found := and(or(found, shr(112, found)), 0xffffffff)
        }
    }
}
