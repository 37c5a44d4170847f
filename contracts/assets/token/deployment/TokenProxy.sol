// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRwaToken} from "../IRwaToken.sol";
import {AbstractProxy} from "./AbstractProxy.sol";
import {ITREXImplementationAuthority} from "./ITREXImplementationAuthority.sol";

/// @notice A token whose code an implementation authority names. Source: TOKEN-61, TOKEN-62.
contract TokenProxy is AbstractProxy {
    /// @param implementationAuthority Names the code.
    /// @param identityRegistry Who may hold.
    /// @param compliance Its rules; its owner binds the address of this contract beforehand.
    /// @param name Its name.
    /// @param symbol Its ticker.
    /// @param decimals 0 … 18.
    /// @param onchainID Its identity contract, or zero.
    constructor(
        address implementationAuthority,
        address identityRegistry,
        address compliance,
        string memory name,
        string memory symbol,
        uint8 decimals,
        address onchainID
    )
        AbstractProxy(
            implementationAuthority,
            abi.encodeCall(IRwaToken.init, (identityRegistry, compliance, name, symbol, decimals, onchainID))
        )
    {}

    function _codeOf(ITREXImplementationAuthority authority) internal view override returns (address) {
        return authority.getTokenImplementation();
    }
}
