// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IProxy} from "./IProxy.sol";
import {ITREXImplementationAuthority} from "./ITREXImplementationAuthority.sol";

/// @notice Delegates every call to the code that its authority names at that moment: nothing is cached, so a switch of
/// version is complete the moment it is made. Source: TOKEN-61, TOKEN-62.
abstract contract AbstractProxy is Proxy, IProxy {
    /// @custom:storage-location erc7201:muniment.storage.AbstractProxy
    struct AbstractProxyStorage {
        ITREXImplementationAuthority authority;
    }

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.AbstractProxy")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant ABSTRACT_PROXY_SLOT = 0xb6cad5230aa054c3d45ed5de3e2e7ed2c7158dc84318d954ae549ee06189d900;

    /// @param authority Names the code.
    /// @param initialization Call that sets the contract up, run on that code.
    constructor(address authority, bytes memory initialization) {
        _setAuthority(authority);
        Address.functionDelegateCall(_implementation(), initialization);
    }

    /// @inheritdoc IProxy
    function setImplementationAuthority(address newAuthority) external {
        address authority = address(_proxy().authority);
        if (msg.sender != authority) revert ProxyAuthorityRequired(authority, msg.sender);
        _setAuthority(newAuthority);
    }

    /// @inheritdoc IProxy
    function getImplementationAuthority() external view returns (address) {
        return address(_proxy().authority);
    }

    /// @dev Which of the authority's six pieces of code is this contract's.
    function _codeOf(ITREXImplementationAuthority authority) internal view virtual returns (address);

    function _implementation() internal view override returns (address) {
        return _codeOf(_proxy().authority);
    }

    function _setAuthority(address newAuthority) private {
        if (newAuthority.code.length == 0) revert ProxyAuthorityUnfit(newAuthority);
        ITREXImplementationAuthority authority = ITREXImplementationAuthority(newAuthority);
        if (_codeOf(authority).code.length == 0) revert ProxyAuthorityUnfit(newAuthority);
        _proxy().authority = authority;
        emit ImplementationAuthoritySet(newAuthority);
    }

    function _proxy() private pure returns (AbstractProxyStorage storage $) {
        assembly ("memory-safe") {
            $.slot := ABSTRACT_PROXY_SLOT // ERC-7201 pointer
        }
    }
}
