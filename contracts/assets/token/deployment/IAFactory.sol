// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC173} from "../../../interfaces/erc3643/IERC173.sol";
import {IIAFactory} from "./IIAFactory.sol";
import {ITREXFactory} from "./ITREXFactory.sol";
import {ITREXImplementationAuthority} from "./ITREXImplementationAuthority.sol";
import {TREXImplementationAuthority} from "./TREXImplementationAuthority.sol";

/// @notice Deploys implementation authorities for single owners. Source: TOKEN-66.
contract IAFactory is IIAFactory, IERC165 {
    ITREXFactory private immutable _trexFactory;

    mapping(address authority => bool) private _deployed;

    /// @param trexFactory The suite factory, whose authority is the reference.
    constructor(address trexFactory) {
        if (trexFactory == address(0)) revert AuthorityFactoryAddressMissing();
        _trexFactory = ITREXFactory(trexFactory);
    }

    /// @inheritdoc IIAFactory
    function deployIA(address token) external returns (address) {
        address expected = _trexFactory.getImplementationAuthority();
        if (msg.sender != expected) revert AuthorityFactoryCallerUnfit(expected, msg.sender);

        TREXImplementationAuthority authority = new TREXImplementationAuthority(
            false,
            address(_trexFactory),
            address(this)
        );
        _deployed[address(authority)] = true;
        emit ImplementationAuthorityDeployed(address(authority));

        ITREXImplementationAuthority.Version memory version = ITREXImplementationAuthority(expected)
            .getCurrentVersion();
        authority.fetchVersion(version);
        authority.useTREXVersion(version);
        authority.transferOwnership(IERC173(token).owner());
        return address(authority);
    }

    /// @inheritdoc IIAFactory
    function deployedByFactory(address authority) external view returns (bool) {
        return _deployed[authority];
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == type(IIAFactory).interfaceId || id == type(IERC165).interfaceId;
    }
}
