// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @notice Cash with any decimals that calls a contract before every transfer, once it is told to.
contract HookedCash is ERC20 {
    uint8 private immutable _decimals;
    address private _target;
    bytes private _data;

    constructor(uint8 decimals_) ERC20("Hooked cash", "HOOK") {
        _decimals = decimals_;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    /// @notice Makes every transfer call `target` first; none when it is zero.
    function setCall(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (_target != address(0) && from != address(0)) Address.functionCall(_target, _data);
        super._update(from, to, amount);
    }
}
