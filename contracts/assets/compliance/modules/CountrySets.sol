// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Countries, 256 to a slot.
/// @param pages Bit `country & 255` of page `country >> 8`.
struct CountrySet {
    mapping(uint256 page => uint256) pages;
}

/// @notice Sets of countries. Codes are ISO 3166-1 numeric.
library CountrySets {
    /// @notice Adds a country; false: it was in the set.
    function add(CountrySet storage set, uint16 country) internal returns (bool) {
        if (has(set, country)) return false;
        set.pages[country >> 8] |= _bitOf(country);
        return true;
    }

    /// @notice Takes a country out; false: it was not in the set.
    function remove(CountrySet storage set, uint16 country) internal returns (bool) {
        if (!has(set, country)) return false;
        set.pages[country >> 8] &= ~_bitOf(country);
        return true;
    }

    /// @notice Whether a country is in the set.
    function has(CountrySet storage set, uint16 country) internal view returns (bool) {
        return set.pages[country >> 8] & _bitOf(country) != 0;
    }

    function _bitOf(uint16 country) private pure returns (uint256) {
        return uint256(1) << (country & 0xff);
    }
}
