// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBeacon} from "@openzeppelin/contracts/proxy/beacon/IBeacon.sol";
import {IImplementationAuthority} from "../../interfaces/erc3643/IImplementationAuthority.sol";
import {IIdentityAuthority} from "./IIdentityAuthority.sol";
import {SuiteOwnable} from "./SuiteOwnable.sol";

/// @notice The one place that says which code identity proxies run. Source: IDENTITY-50.
contract ImplementationAuthority is SuiteOwnable, IIdentityAuthority {
    address private _current;

    constructor(address initialImplementation) initializer {
        __Ownable_init(msg.sender);
        _update(initialImplementation);
    }

    /// @inheritdoc IImplementationAuthority
    function updateImplementation(address newImplementation) external onlyOwner {
        _update(newImplementation);
    }

    /// @inheritdoc IImplementationAuthority
    function getImplementation() external view returns (address) {
        return _current;
    }

    /// @inheritdoc IBeacon
    function implementation() external view returns (address) {
        return _current;
    }

    function _update(address newImplementation) private {
        if (newImplementation.code.length == 0) revert AuthorityImplementationHasNoCode(newImplementation);
        _current = newImplementation;
        emit UpdatedImplementation(newImplementation);
    }
}
