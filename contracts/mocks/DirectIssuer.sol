// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IClaimVerifier} from "../interfaces/IClaimVerifier.sol";

/// @notice A claim issuer that is asked directly and answers what it was told to.
contract DirectIssuer is IClaimVerifier, IERC165 {
    mapping(address subject => mapping(uint256 topic => uint48 until)) private _until;
    bool private _silent;

    /// @notice Sets until when a claim stands.
    function vouch(address subject, uint256 topic, uint48 until) external {
        _until[subject][topic] = until;
    }

    /// @notice Answers nothing from now on.
    function fallSilent() external {
        _silent = true;
    }

    /// @inheritdoc IClaimVerifier
    function claimValidUntil(address subject, uint256 topic) external view returns (uint48) {
        assert(!_silent);
        return _until[subject][topic];
    }

    /// @inheritdoc IClaimVerifier
    function claimsValidUntil(address first, address second, uint256 topic) external view returns (uint48, uint48) {
        assert(!_silent);
        return (_until[first][topic], _until[second][topic]);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == type(IClaimVerifier).interfaceId || id == type(IERC165).interfaceId;
    }
}
