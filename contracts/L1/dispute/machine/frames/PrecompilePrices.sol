// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What calls of precompiled contracts cost, from their input alone. Source: spec/precompiles.md, PRECOMPILE-2
/// to
/// PRECOMPILE-19.
library PrecompilePrices {
    /// @notice No gas is enough.
    uint256 internal constant UNPAYABLE = type(uint256).max;

    /// @dev EIP-2537's discounts for 1 … 128 terms, thousandths, two bytes each.
    bytes private constant _G1 =
        hex"03e803b50350031d02fc02ee02e202d802cf02c802c102ba02b402af02aa02a502a1029d029902950292028e028b0288"
        hex"028502820280027d027b0278027602730271026f026d026b026902670265026302610260025e025c025b025902570256"
        hex"0254025302510250024f024d024c024a02490248024602450244024302410240023f023e023d023c023a023902380237"
        hex"0236023502340233023202310230022f022e022d022c022b022a02290228022702260225022402230223022202210220"
        hex"021f021e021d021c021c021b021a0219021802180217021602150214021402130212021102100210020f020e020d020d"
        hex"020c020b020a020a0209020802080207";
    bytes private constant _G2 =
        hex"03e803e8039b037403570340032c031c030e030202f702ed02e402dc02d402cd02c702c002bb02b502b002ab02a702a2"
        hex"029e029a02970293028f028c0289028602830280027d027a0278027502730270026e026c026a0267026502630261025f"
        hex"025e025c025a025802560255025302510250024e024d024b024a0248024702460244024302420240023f023e023d023b"
        hex"023a023902380237023602350233023202310230022f022e022d022c022b022a02290228022802270226022502240223"
        hex"0222022102210220021f021e021d021d021c021b021a0219021902180217021702160215021402140213021202120211"
        hex"02100210020f020e020e020d020c020c";

    /// @dev EIP-7823: no operand of a modular power is longer, bytes.
    uint256 private constant _OPERAND = 1024;
    uint256 private constant _WORD = 32;

    /// @notice The price of a call.
    /// @param number The contract's.
    /// @param place Address of its input.
    function priceOf(uint256 number, uint256 place, uint256 size) internal pure returns (uint256) {
        if (number < 0x05) return _ofHashing(number, (size + 31) / 32);
        if (number == 0x05) return _ofModularPower(place, size);
        if (number == 0x06) return 150;
        if (number == 0x07) return 6000;
        if (number == 0x08) return 45_000 + 34_000 * (size / 192);
        if (number == 0x09) return _ofRounds(place, size);
        if (number == 0x0a) return 50_000;
        if (number == 0x100) return 6900;
        return _ofPoints(number, size);
    }

    function _ofHashing(uint256 number, uint256 words) private pure returns (uint256) {
        if (number == 0x01) return 3000;
        if (number == 0x02) return 60 + 12 * words;
        if (number == 0x03) return 600 + 120 * words;
        return 15 + 3 * words;
    }

    /// @dev BLS12-381 (EIP-2537).
    function _ofPoints(uint256 number, uint256 size) private pure returns (uint256) {
        if (number == 0x0b) return 375;
        if (number == 0x0c) return _ofTerms(size / 160, 12_000, _G1);
        if (number == 0x0d) return 600;
        if (number == 0x0e) return _ofTerms(size / 288, 22_500, _G2);
        if (number == 0x0f) return 37_700 + 32_600 * (size / 384);
        if (number == 0x10) return 5500;
        return 23_800;
    }

    function _ofTerms(uint256 terms, uint256 price, bytes memory discounts) private pure returns (uint256) {
        if (terms == 0) return 0;
        uint256 last = terms > 128 ? 128 : terms;
        uint256 discount = (uint256(uint8(discounts[2 * last - 2])) << 8) | uint8(discounts[2 * last - 1]);
        return (terms * price * discount) / 1000;
    }

    /// @dev BLAKE2b's compression function: one gas a round, the number of which begins the input.
    function _ofRounds(uint256 place, uint256 size) private pure returns (uint256) {
        return size == 213 ? _read(place, size, 0, 4) : 0;
    }

    /// @dev EIP-7883.
    function _ofModularPower(uint256 place, uint256 size) private pure returns (uint256) {
        uint256 base = _read(place, size, 0, _WORD);
        uint256 exponent = _read(place, size, 32, _WORD);
        uint256 modulus = _read(place, size, 64, _WORD);
        if (base > _OPERAND || exponent > _OPERAND || modulus > _OPERAND) return UNPAYABLE;
        uint256 longest = base > modulus ? base : modulus;
        uint256 words = (longest + 7) / 8;
        uint256 complexity = longest <= _WORD ? 16 : 2 * words * words;
        uint256 head = exponent > _WORD ? _WORD : exponent;
        uint256 first = head == 0 ? 0 : _read(place, size, 96 + base, head);
        uint256 iterations = 16 * (exponent - head) + (first == 0 ? 0 : _highest(first));
        uint256 price = complexity * (iterations == 0 ? 1 : iterations);
        return price < 500 ? 500 : price;
    }

    /// @dev A number of 1 … 32 bytes of the input; beyond its end are zeros.
    function _read(uint256 place, uint256 size, uint256 offset, uint256 bytes_) private pure returns (uint256 value) {
        if (offset >= size) return 0;
        uint256 there = size - offset < bytes_ ? size - offset : bytes_;
        assembly ("memory-safe") {
            // What is there at the word's beginning, moved to where it stands in the number.
            value := shr(sub(256, shl(3, there)), mload(add(place, offset)))
            value := shl(shl(3, sub(bytes_, there)), value)
        }
    }

    /// @dev The highest bit of a number that is not zero.
    function _highest(uint256 value) private pure returns (uint256 bit) {
        assembly ("memory-safe") {
            // 255 less the zeros above.
            bit := sub(255, clz(value))
        }
    }
}
