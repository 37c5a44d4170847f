// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ClaimTopicsRegistry} from "../../identity/ClaimTopicsRegistry.sol";
import {AbstractProxy} from "./AbstractProxy.sol";
import {ITREXImplementationAuthority} from "./ITREXImplementationAuthority.sol";

/// @notice A claim topics registry whose code an implementation authority names. Source: TOKEN-61, TOKEN-62.
contract ClaimTopicsRegistryProxy is AbstractProxy {
    /// @param implementationAuthority Names the code.
    constructor(
        address implementationAuthority
    ) AbstractProxy(implementationAuthority, abi.encodeCall(ClaimTopicsRegistry.init, ())) {}

    function _codeOf(ITREXImplementationAuthority authority) internal view override returns (address) {
        return authority.getCTRImplementation();
    }
}
